import type { Database } from "../../db/database.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import { listResolutions } from "../../issues/resolution-store.ts";
import type { Api } from "../api.ts";
import { changeIssues } from "./change-issues.ts";
import { issueChangeBody } from "./issue-change-body.ts";
import { ISSUE_ROOTS, issueScopeParams, issueSelectionQuery } from "./issue-scope.ts";
import { selectIssues } from "./select-issues.ts";
import { toAssignedTo, toStatusDetails } from "./to-sentry-issue.ts";

/**
 * `PUT …/issues/?id=1&id=2`, as `sentry-cli issues resolve` sends it; also with `status=` or
 * `query=`, or for all. The answer tells what the issues have become; 204 when there is none.
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
      const { organization, issues } = await selectIssues(db, request, params, query);
      const [first] = issues;
      if (!first) return reply.status(204).send();
      await changeIssues(db, request, { organization, issues, body });
      const changed = await findIssue(db, organization.id, String(first.id));
      if (!changed) return reply.status(204).send();
      const resolution = (await listResolutions(db, [changed.id])).get(changed.id);
      return {
        isPublic: false,
        ...(body.status !== undefined && {
          status: changed.status,
          substatus: changed.substatus,
          statusDetails: toStatusDetails(changed, resolution),
        }),
        ...(body.assignedTo !== undefined && { assignedTo: toAssignedTo(changed) }),
      };
    });
  }
}
