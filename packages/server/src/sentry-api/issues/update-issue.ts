import type { Api } from "../api.ts";
import { changeIssues } from "./change-issues.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { issueChangeBody } from "./issue-change-body.ts";
import { type ShowIssueDeps, showIssue } from "./show-issue.ts";

/** `PUT /api/0/organizations/{organization}/issues/{issue}/`: resolves, re-opens, ignores or assigns by hand. */
export function updateIssue(app: Api, deps: ShowIssueDeps): void {
  const { db } = deps;
  for (const address of ISSUE_ADDRESSES) {
    app.put(
      address,
      { schema: { params: issueParamsOfAnyForm, body: issueChangeBody } },
      async (request) => {
        const { params, body } = request;
        const { organization, issue } = await getIssueFor(db, request, params);
        await changeIssues(db, request, { organization, issueIds: [issue.id], body });
        const changed = await getIssueFor(db, request, params);
        return showIssue(deps, request, { organization, issue: changed.issue });
      },
    );
  }
}
