import type { Database } from "../../db/database.ts";
import { listRelayedIssues } from "../../upstream/issues/relayed-issue-store.ts";
import type { Api } from "../api.ts";
import { answerPage, byId, parsePage } from "../page.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { relayedQuery } from "./relayed-query.ts";
import { toRelayedIssueAnswer } from "./to-relayed-answer.ts";

/** `GET /api/0/organizations/{organization}/upstream/issues/` (ours), newest first. */
export function listUpstreamIssues(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/upstream/issues/",
    { schema: { params: upstreamParams, querystring: relayedQuery } },
    async (request, reply) => {
      const { organizationId } = await getUpstreamFor(db, request, request.params);
      const page = parsePage(request.query);
      const { state } = request.query;
      const rows = await listRelayedIssues(db, organizationId, { page, state });
      return answerPage(reply, request, { page, rows, order: byId }).map(toRelayedIssueAnswer);
    },
  );
}
