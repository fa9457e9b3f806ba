import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toUpstreamAnswer } from "./to-upstream-answer.ts";

/** `GET /api/0/organizations/{organization}/upstream/` (ours): 404 with the built-in tracker. */
export function getUpstream(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/upstream/",
    { schema: { params: upstreamParams } },
    async (request) => toUpstreamAnswer(await getUpstreamFor(db, request, request.params)),
  );
}
