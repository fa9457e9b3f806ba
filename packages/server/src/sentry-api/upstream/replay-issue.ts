import { z } from "zod";
import { findRelayedIssue } from "../../upstream/issues/relayed-issue-store.ts";
import { type ReplayDeps, replayRelayedIssue } from "../../upstream/relay/replay-relayed.ts";
import type { Api } from "../api.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getActor } from "../authenticate.ts";
import { getUpstreamFor, upstreamParams } from "./get-upstream-for.ts";
import { toRelayedIssueAnswer } from "./to-relayed-answer.ts";

const params = upstreamParams.extend({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});

/** `POST …/upstream/issues/{id}/replay/` (ours): what was decided is decided anew. */
export function replayUpstreamIssue(app: Api, deps: ReplayDeps): void {
  const { db } = deps;
  app.post(
    "/api/0/organizations/:organization/upstream/issues/:id/replay/",
    { schema: { params } },
    async (request) => {
      const { organizationId } = await getUpstreamFor(db, request, request.params);
      const wanted = { id: request.params.id, organizationId };
      const relayed = await findRelayedIssue(db, wanted);
      if (!relayed) throw notFound();
      if (relayed.state !== "failed" && relayed.state !== "skipped") {
        throw new ApiError(
          409,
          `It is ${relayed.state}. Only what failed or was skipped can be replayed.`,
        );
      }
      await replayRelayedIssue(deps, getActor(request), relayed);
      return toRelayedIssueAnswer((await findRelayedIssue(db, wanted)) ?? relayed);
    },
  );
}
