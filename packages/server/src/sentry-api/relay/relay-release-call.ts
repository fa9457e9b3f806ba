import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { askAsCaller } from "../../upstream/ask-as-caller.ts";
import type { RelayConnections } from "../../upstream/relay-connections.ts";
import { splitRefs } from "../../upstream/split-refs.ts";
import { takeRefs } from "../../upstream/take-refs.ts";
import type { Upstream } from "../../upstream/types.ts";
import { ApiError } from "../api-error.ts";
import { RELEASE_BODY_BYTES } from "../releases/release-body.ts";
import { answerAsUpstream } from "./answer-as-upstream.ts";

export interface RelayReleaseDeps {
  db: Database;
  enqueue: Enqueue;
  relayConnections: RelayConnections;
}

/**
 * Has the upstream make or change a release as the caller, without the refs in linked repositories, whose host
 * it cannot reach. When it has let the caller do so, their commits are fetched here and sent with our token.
 */
export async function relayReleaseCall(
  deps: RelayReleaseDeps,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const body = await readBody(request.raw);
  const { organizationId } = upstream;
  const split = await splitRefs(deps.db, organizationId, body);
  const connection = deps.relayConnections.get(upstream);
  const answer = await askAsCaller(connection, upstream, request.raw, split?.rest ?? body);
  if (split && answer.status < 300) {
    const version = split.version ?? findVersion(request);
    const { refs } = split;
    const isTaken = await takeRefs(deps, organizationId, { answer: answer.body, version, refs });
    const told = isTaken
      ? "refs taken for the upstream"
      : "the upstream answered for another release";
    request.log.info({ organizationId, version, refs: refs.length }, told);
  }
  return answerAsUpstream(reply, answer);
}

/** Of a call that changes a release, whose path ends with it. */
function findVersion({ url, server }: FastifyRequest): string {
  const { pathname } = new URL(url, server.publicUrl);
  return decodeURIComponent(pathname.split("/").filter(Boolean).at(-1) ?? "");
}

/** @throws ApiError 413 */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > RELEASE_BODY_BYTES) {
      throw new ApiError(413, "The body is too large: releases are set with at most 20 MB.");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
