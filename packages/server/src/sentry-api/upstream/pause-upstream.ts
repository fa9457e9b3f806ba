import type { Database } from "../../db/database.ts";
import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import { pauseUpstream, resumeUpstream } from "../../upstream/watch/apply-upstream-pause.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toUpstreamAnswer } from "./to-upstream-answer.ts";

const PATH = "/api/0/organizations/:organization/upstream";

/** `POST …/upstream/pause/` and `…/resume/` (ours): whether jobs ask it. Both answer with the upstream. */
export function pauseConnectedUpstream(
  app: Api,
  deps: { db: Database; wakeLanes: WakeLanes; enqueue: Enqueue },
): void {
  const { db } = deps;
  const schema = { params: upstreamParams };
  for (const [verb, apply] of [
    ["pause", pauseUpstream.bind(undefined, db)],
    ["resume", resumeUpstream.bind(undefined, db, deps)],
  ] as const) {
    app.post(`${PATH}/${verb}/`, { schema }, async (request) => {
      await apply(await getUpstreamFor(db, request, request.params), getActor(request));
      return toUpstreamAnswer(await getUpstreamFor(db, request, request.params));
    });
  }
}
