import type { Database } from "../../db/database.ts";
import { listRelayedReleases } from "../../upstream/releases/relayed-release-store.ts";
import type { Api } from "../api.ts";
import { answerPage, parsePage } from "../page.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { relayedQuery } from "./relayed-query.ts";
import { byReleaseId, toRelayedReleaseAnswer } from "./to-relayed-answer.ts";

/** `GET /api/0/organizations/{organization}/upstream/releases/` (ours), newest first. */
export function listUpstreamReleases(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/upstream/releases/",
    { schema: { params: upstreamParams, querystring: relayedQuery } },
    async (request, reply) => {
      const { organizationId } = await getUpstreamFor(db, request, request.params);
      const page = parsePage(request.query);
      const { state } = request.query;
      const rows = await listRelayedReleases(db, organizationId, { page, state });
      return answerPage(reply, request, { page, rows, order: byReleaseId }).map(
        toRelayedReleaseAnswer,
      );
    },
  );
}
