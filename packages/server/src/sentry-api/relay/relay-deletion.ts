import type { FastifyReply, FastifyRequest } from "fastify";
import { type AskWhileHeldDeps, askWhileHeld } from "../../upstream/releases/ask-while-held.ts";
import { giveWayToDeletion } from "../../upstream/releases/give-way.ts";
import type { Upstream } from "../../upstream/types.ts";
import { answerAsUpstream } from "./answer-as-upstream.ts";
import { findVersion } from "./find-version.ts";

/** Has the upstream delete a release as the caller. When it has, nothing is sent of it any more. */
export async function relayDeletion(
  deps: AskWhileHeldDeps,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const version = findVersion(request);
  const caller = { request: request.raw, response: reply.raw };
  const answer = await askWhileHeld(deps, upstream, caller, { version });
  if (answer.status < 300) {
    await giveWayToDeletion(deps.db, upstream, version);
    request.log.info({ version }, "a release was deleted at the upstream");
  }
  return answerAsUpstream(reply, answer);
}
