import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type Connection,
  type OpenAnswer,
  OutboundError,
  readBody,
} from "@sentry-bitbucket-server/outbound";
import { freePassedBuffers } from "./free-passed-buffers.ts";
import { fromUpstreamHeaders, toUpstreamHeaders } from "./relayed-headers.ts";
import { toConnectionError } from "../client/to-upstream-error.ts";
import type { Upstream } from "../types.ts";
import { tellsUploadAddress, withOwnUploadAddress } from "./upload-address.ts";
import { UpstreamError } from "../client/upstream-error.ts";

/** What of an upload's options is held to be rewritten: they have some hundred bytes. */
const MOST_OPTIONS_BYTES = 1024 * 1024;

/** A request as it came, and where its answer goes. */
export interface Caller {
  request: IncomingMessage;
  response: ServerResponse;
}

/** An answer of the upstream that has begun. */
export interface BegunAnswer {
  /** Sends it to the caller. Rejects when one of the two leaves before the end; then the caller's answer is cut off. */
  send(): Promise<void>;
}

/**
 * Sends a request to an upstream as it comes, and gives the answer as soon as that begins. Neither is held: each
 * side goes as fast as the other takes it. When the caller leaves, the upstream's side ends as well.
 *
 * Beside the options of an upload, there is no limit to time or size: the caller's connection has one to silence, which is both.
 * @throws UpstreamError when no answer begins; nothing has been sent to the caller then
 */
export async function passOn(
  connection: Connection,
  upstream: Upstream,
  { request, response }: Caller,
): Promise<BegunAnswer> {
  const { method = "GET" } = request;
  const target = toTarget(upstream, request.url ?? "");
  const left = untilLeft(response);
  const asked = { method, url: target.origin + target.pathname };
  const body = hasBody(request) ? bodyOf(request) : undefined;
  const isRewritten = tellsUploadAddress(method, target.pathname);
  const headers = toUpstreamHeaders(request.headers);
  // What is to be read must not be compressed.
  if (isRewritten) delete headers["accept-encoding"];
  try {
    const outgoing = { method, url: target.href, headers, body };
    const opened = await connection.open(outgoing, left, 0);
    if (!isRewritten || !isReadable(opened)) return { send: () => sendAsIs(opened, response) };
    const options = await readBody(opened.body, MOST_OPTIONS_BYTES);
    const told = withOwnUploadAddress(options, target.pathname, upstream);
    return { send: () => sendText(opened, told, response) };
  } catch (error) {
    const failure = error instanceof OutboundError ? error : connection.toError(error, asked.url);
    throw toConnectionError(failure, asked);
  }
}

/** Aborted once the caller has left, or has the whole answer. */
export function untilLeft(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once("close", () => left.abort());
  if (response.destroyed) left.abort();
  return left.signal;
}

/** @throws UpstreamError when the path leads out of the API */
export function toTarget({ baseUrl, regionUrl }: Upstream, path: string): URL {
  const origin = regionUrl ?? baseUrl;
  const target = URL.parse(origin + path);
  if (target?.origin === new URL(origin).origin && target.pathname.startsWith("/api/0/")) {
    return target;
  }
  throw new UpstreamError("upstream_bad_request", "The path leads out of the API.");
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * A stream between: undici destroys the body of a request that is answered before its end, and with the request
 * itself would go the connection on which the caller waits for that answer.
 */
function bodyOf(request: IncomingMessage): PassThrough {
  const body = new PassThrough();
  request.pipe(body);
  freePassedBuffers(request);
  request.once("error", (error) => body.destroy(error));
  body.once("close", () => {
    request.unpipe(body);
    request.resume();
  });
  body.on("error", () => undefined);
  return body;
}

function isReadable({ statusCode, headers }: OpenAnswer): boolean {
  const isJson = String(headers["content-type"]).startsWith("application/json");
  return statusCode === 200 && isJson && headers["content-encoding"] === undefined;
}

async function sendAsIs({ statusCode, headers, body }: OpenAnswer, response: ServerResponse) {
  response.writeHead(statusCode, fromUpstreamHeaders(headers));
  freePassedBuffers(body);
  await pipeline(body, response);
}

async function sendText(
  { statusCode, headers }: OpenAnswer,
  told: string,
  response: ServerResponse,
) {
  const kept = fromUpstreamHeaders(headers);
  response.writeHead(statusCode, { ...kept, "content-length": Buffer.byteLength(told) });
  response.end(told);
}
