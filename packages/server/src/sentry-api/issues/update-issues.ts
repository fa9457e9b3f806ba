import type { Database } from "../../db/database.ts";
import { findIssue, type IssueOfProject } from "../../issues/issue-list-store.ts";
import { type IssueStanding, listStandings } from "../../issues/issue-standing.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getUser } from "../authenticate.ts";
import { changeIssues } from "./change-issues.ts";
import { type IssueChangeBody, issueChangeBody } from "./issue-change-body.ts";
import { ISSUE_ROOTS, issueScopeParams, issueSelectionQuery } from "./issue-scope.ts";
import { selectIssues } from "./select-issues.ts";
import { toAssignedTo, toStatusDetails } from "./to-sentry-issue.ts";

/**
 * `PUT …/issues/?id=1&id=2`, as `sentry-cli issues resolve` sends it; also with `status=` or
 * `query=`, `sort=` and `limit=`, or for all. The answer tells what the issues have become, and how many; 204 when there is none.
 */
export function updateIssues(app: Api, { db }: { db: Database }): void {
  const schema = {
    params: issueScopeParams,
    querystring: issueSelectionQuery,
    body: issueChangeBody,
  };
  for (const root of ISSUE_ROOTS) {
    app.put(root, { schema }, async (request, reply) => {
      const { params, query, body } = request;
      // As Sentry publishes it: a mark or an assignment that forgets to say of which is not of all.
      if (!query.id && !isStatusAsked(body)) {
        throw new ApiError(400, {
          id: ["Give the issues with id=. Only a status is changed of all that a search finds."],
        });
      }
      const { organization, issues, hasMore } = await selectIssues(db, request, params, query);
      const issueIds = issues.map((issue) => issue.id);
      await changeIssues(db, request, { organization, issueIds, body });
      const [first] = issueIds;
      const changed = first && (await findIssue(db, organization.id, String(first)));
      if (!changed) return reply.status(204).send();
      const standing = (await listStandings(db, [changed.id], getUser(request).userId))(changed.id);
      return {
        ...toChangeAnswer(body, changed, standing),
        changed: issueIds.length,
        hasMore,
      };
    });
  }
}

function isStatusAsked({ status, substatus }: IssueChangeBody): boolean {
  return (status ?? substatus ?? undefined) !== undefined;
}

/** What was asked for, as it is now. */
function toChangeAnswer(body: IssueChangeBody, issue: IssueOfProject, standing: IssueStanding) {
  const { status, substatus } = issue;
  const { hasSeen, isBookmarked } = standing;
  return {
    isPublic: false,
    ...(isStatusAsked(body) && {
      status,
      ...(substatus !== null && { substatus }),
      statusDetails: toStatusDetails(issue, standing),
    }),
    ...(body.assignedTo !== undefined && { assignedTo: toAssignedTo(issue) }),
    ...(typeof body.hasSeen === "boolean" && { hasSeen }),
    ...(typeof body.isBookmarked === "boolean" && { isBookmarked }),
  };
}
