import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listRelayedReleases } from "../../upstream/relayed-release-store.ts";
import type { Api } from "../api.ts";
import { answerPage, pageQuery, parsePage } from "../page.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { byReleaseId, toRelayedReleaseAnswer } from "./to-relayed-answer.ts";

const STATES = ["waiting", "pending", "sending", "sent", "failed", "skipped"] as const;

const querystring = z.object({
  ...pageQuery,
  state: z.enum(STATES, `state must be one of ${STATES.join(", ")}.`).optional(),
});

/** `GET /api/0/organizations/{organization}/upstream/releases/` (ours), newest first. */
export function listUpstreamReleases(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/upstream/releases/",
    { schema: { params: upstreamParams, querystring } },
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
