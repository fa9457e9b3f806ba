import { type Answer, type Connection, OutboundError } from "@sentry-bitbucket-server/outbound";
import { type Caller, toTarget, untilLeft } from "./pass-on.ts";
import { toUpstreamHeaders } from "./relayed-headers.ts";
import { toConnectionError } from "../client/to-upstream-error.ts";
import type { Upstream } from "../types.ts";

/** Of one exchange. */
const TIMEOUT_MS = 100_000;
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/** What is asked in the place of what the caller asked. */
interface Changed {
  method?: "GET";
  path?: string;
  body?: string;
  /** @default 100_000 */
  timeoutMs?: number;
}

/**
 * Sends a request to the upstream with the caller's own token and another body, and gives the whole answer,
 * whatever its status: what comes of it may be added to. Ends when the caller leaves.
 * @throws UpstreamError when there is none
 */
export async function askAsCaller(
  connection: Connection,
  upstream: Upstream,
  { request, response }: Caller,
  changed: Changed = {},
): Promise<Answer> {
  const {
    method = request.method ?? "GET",
    path = request.url ?? "",
    body,
    timeoutMs = TIMEOUT_MS,
  } = changed;
  const target = toTarget(upstream, path);
  const headers = toUpstreamHeaders(request.headers);
  // The answer is to be read, and the body has another length.
  for (const name of ["accept-encoding", "content-encoding", "content-length"])
    delete headers[name];
  const limits = {
    timeoutMs,
    maxAnswerBytes: MOST_ANSWER_BYTES,
    signal: untilLeft(response),
  };
  try {
    return await connection.exchange({ method, url: target.href, headers, body }, limits);
  } catch (error) {
    const asked = { method, url: target.origin + target.pathname };
    const failure = error instanceof OutboundError ? error : connection.toError(error, asked.url);
    throw toConnectionError(failure, asked);
  }
}
