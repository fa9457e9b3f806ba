import type { Api } from "../api.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { type ShowIssueDeps, showIssue } from "./show-issue.ts";

/** `GET /api/0/organizations/{organization}/issues/{issue}/`, by number or short id. */
export function getIssue(app: Api, deps: ShowIssueDeps): void {
  const { db } = deps;
  for (const address of ISSUE_ADDRESSES) {
    app.get(address, { schema: { params: issueParamsOfAnyForm } }, async (request) => {
      const found = await getIssueFor(db, request, request.params);
      return showIssue(deps, request, found);
    });
  }
}
