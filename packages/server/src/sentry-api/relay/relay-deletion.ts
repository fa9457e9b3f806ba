import type { FastifyReply, FastifyRequest } from "fastify";
import { askAsCaller } from "../../upstream/ask-as-caller.ts";
import { giveWayToDeletion } from "../../upstream/give-way.ts";
import type { Upstream } from "../../upstream/types.ts";
import { answerAsUpstream } from "./answer-as-upstream.ts";
import { findVersion } from "./find-version.ts";
import type { RelayReleaseDeps } from "./relay-release-call.ts";

/** Has the upstream delete a release as the caller. When it has, nothing is sent of it any more. */
export async function relayDeletion(
  { db, relayConnections }: Pick<RelayReleaseDeps, "db" | "relayConnections">,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const connection = relayConnections.get(upstream);
  const caller = { request: request.raw, response: reply.raw };
  const answer = await askAsCaller(connection, upstream, caller);
  if (answer.status < 300) {
    const version = findVersion(request);
    await giveWayToDeletion(db, upstream, version);
    request.log.info({ version }, "a release was deleted at the upstream");
  }
  return answerAsUpstream(reply, answer);
}
