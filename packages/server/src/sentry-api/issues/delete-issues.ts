import type { Database } from "../../db/database.ts";
import { deleteIssues } from "../../issues/issue-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { ISSUE_ROOTS, issueScopeParams, issueSelectionQuery } from "./issue-scope.ts";
import { selectIssues } from "./select-issues.ts";

/** `DELETE …/issues/?id=1&id=2`, or with `query=`; with their events. */
export function deleteManyIssues(app: Api, { db }: { db: Database }): void {
  const schema = { params: issueScopeParams, querystring: issueSelectionQuery };
  for (const root of ISSUE_ROOTS) {
    app.delete(root, { schema }, async (request, reply) => {
      const { params, query } = request;
      // A call that forgets to say which must not delete all.
      if (!query.id && !query.query && !query.status) {
        throw new ApiError(400, "Say which issues to delete, with id= or query=.");
      }
      const { issues } = await selectIssues(db, request, params, query);
      const ids = issues.map((issue) => issue.id);
      await db.transaction().execute((trx) => deleteIssues(trx, ids));
      return reply.status(204).send();
    });
  }
}
