import { z } from "zod";
import { findRelease } from "../../releases/release-store.ts";
import { findRelayedRelease } from "../../upstream/releases/relayed-release-store.ts";
import { type ReplayDeps, replayRelayedRelease } from "../../upstream/relay/replay-relayed.ts";
import type { Api } from "../api.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getActor } from "../authenticate.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toRelayedReleaseAnswer } from "./to-relayed-answer.ts";

const params = upstreamParams.extend({ version: z.string() });

const NOTHING_TO_SEND =
  "It has no commits here to send. Run `sentry-cli releases set-commits` for it.";

/** `POST …/upstream/releases/{version}/replay/` (ours): sends its commits once more. */
export function replayUpstreamRelease(app: Api, deps: ReplayDeps): void {
  const { db } = deps;
  app.post(
    "/api/0/organizations/:organization/upstream/releases/:version/replay/",
    { schema: { params } },
    async (request) => {
      const { organizationId } = await getUpstreamFor(db, request, request.params);
      const release = await findRelease(db, organizationId, request.params.version);
      if (!release) throw notFound();
      if (!(await replayRelayedRelease(deps, getActor(request), release))) {
        throw new ApiError(409, NOTHING_TO_SEND);
      }
      const relayed = await findRelayedRelease(db, release.id);
      if (!relayed) throw notFound();
      return toRelayedReleaseAnswer(relayed);
    },
  );
}
