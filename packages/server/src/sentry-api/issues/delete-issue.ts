import type { Database } from "../../db/database.ts";
import { deleteIssues } from "../../issues/issue-store.ts";
import type { Api } from "../api.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";

/** `DELETE /api/0/organizations/{organization}/issues/{issue}/`, with its events. Sentry answers 202. */
export function deleteIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.delete(address, { schema: { params: issueParamsOfAnyForm } }, async (request, reply) => {
      const { issue } = await getIssueFor(db, request, request.params);
      await deleteIssues(db, [issue.id]);
      return reply.status(202).send();
    });
  }
}
