import type { IncomingMessage } from "node:http";
import { type Answer, type Connection, OutboundError } from "@sentry-bitbucket-server/outbound";
import { toTarget } from "./pass-on.ts";
import { toUpstreamHeaders } from "./relayed-headers.ts";
import { toConnectionError } from "./to-upstream-error.ts";
import type { Upstream } from "./types.ts";

/** Of one exchange; Sentry takes its time for many commits. */
const TIMEOUT_MS = 100_000;
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Sends a request to the upstream with the caller's own token and another body, and gives the whole answer,
 * whatever its status: what comes of it may be added to.
 * @throws UpstreamError when there is none
 */
export async function askAsCaller(
  connection: Connection,
  upstream: Upstream,
  request: IncomingMessage,
  body?: string,
): Promise<Answer> {
  const { method = "GET" } = request;
  const target = toTarget(upstream, request.url ?? "");
  const headers = toUpstreamHeaders(request.headers);
  // The answer is to be read, and the body has another length.
  for (const name of ["accept-encoding", "content-encoding", "content-length"])
    delete headers[name];
  const limits = { timeoutMs: TIMEOUT_MS, maxAnswerBytes: MOST_ANSWER_BYTES };
  try {
    return await connection.exchange({ method, url: target.href, headers, body }, limits);
  } catch (error) {
    const asked = { method, url: target.origin + target.pathname };
    const failure = error instanceof OutboundError ? error : connection.toError(error, asked.url);
    throw toConnectionError(failure, asked);
  }
}
