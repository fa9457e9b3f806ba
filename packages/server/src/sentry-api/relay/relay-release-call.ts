import type { Answer } from "@sentry-bitbucket-server/outbound";
import type { FastifyReply, FastifyRequest } from "fastify";
import { askAsCaller } from "../../upstream/pass-through/ask-as-caller.ts";
import { type AskWhileHeldDeps, askWhileHeld } from "../../upstream/releases/ask-while-held.ts";
import { type ReleaseCall, splitRefs } from "../../upstream/releases/split-refs.ts";
import type { Upstream } from "../../upstream/types.ts";
import type { BodyBudget, BodyLimits } from "../bodies/body-budget.ts";
import { openRoom, readBody, tooBusy } from "../bodies/read-body.ts";
import { RELEASE_BODY_BYTES } from "../releases/release-body.ts";
import { answerAsUpstream } from "./answer-as-upstream.ts";
import { findVersion } from "./find-version.ts";
import { followReleaseCall } from "./follow-release-call.ts";

export interface RelayReleaseDeps extends AskWhileHeldDeps {
  /** Of `RELEASE_BODY_LIMITS`. */
  bodies: BodyBudget;
}

/** Commits come with their messages and files; builds on slow lines are given time. */
export const RELEASE_BODY_LIMITS: BodyLimits = {
  requests: 200,
  bytes: 256 * 1024 * 1024,
  incoming: 100,
  receiveMs: 120_000,
};

/** With refs a body is far below. */
const UNKNOWN_CALLER_BYTES = 64 * 1024;

/**
 * Has the upstream make or change a release as the caller, without the refs in linked repositories, whose host
 * it cannot reach. When it has let the caller do so, their commits are fetched here and sent with our token; and
 * what else sets the commits has ours give way.
 * @throws ApiError 400 for refs in linked repositories and in others, of whom the upstream has let in
 */
export async function relayReleaseCall(
  deps: RelayReleaseDeps,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const read = await readKnownBody(deps, upstream, request, reply);
  if ("refusal" in read) {
    // Its body may still be on its way.
    return answerAsUpstream(reply.header("connection", "close"), read.refusal);
  }
  const call = await splitRefs(deps.db, upstream.organizationId, read.body);
  const version = versionOf(request, call);
  const caller = { request: request.raw, response: reply.raw };
  const body = "rest" in call ? call.rest : read.body;
  const answer =
    call.kind === "theirs"
      ? await askWhileHeld(deps, upstream, caller, { version, body })
      : await askAsCaller(deps.relayConnections.get(upstream), upstream, caller, { body });
  if (answer.status < 300) {
    const told = await followReleaseCall(deps, upstream, call, { answer: answer.body, version });
    if (told !== undefined) request.log.info({ version }, told);
  }
  return answerAsUpstream(reply, answer);
}

/** A path that changes a release names it; for one that is made, the body does. */
function versionOf(request: FastifyRequest, { version = "" }: ReleaseCall): string {
  return request.method === "PUT" ? findVersion(request) : version;
}

/**
 * As far as there is room for it. What takes a while, or is not said to be short, is received from those alone whom
 * the upstream knows.
 * @returns the upstream's refusal of one that it does not
 * @throws ApiError 413, 503
 */
async function readKnownBody(
  { relayConnections, bodies }: RelayReleaseDeps,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ body: string } | { refusal: Answer }> {
  const length = request.headers["content-length"];
  if (length === undefined || Number(length) > UNKNOWN_CALLER_BYTES) {
    const caller = { request: request.raw, response: reply.raw };
    const connection = relayConnections.get(upstream);
    const whoAmI = { method: "GET" as const, path: "/api/0/" };
    const refusal = await askAsCaller(connection, upstream, caller, whoAmI);
    if (refusal.status === 401) return { refusal };
  }
  const room = openRoom(bodies, request, reply, RELEASE_BODY_LIMITS.receiveMs);
  if (!room) throw tooBusy();
  const bytes = await readBody(request.raw, room, RELEASE_BODY_BYTES);
  if (!room.arrive()) throw tooBusy();
  return { body: bytes.toString("utf8") };
}
