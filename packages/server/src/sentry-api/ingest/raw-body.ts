import type { FastifyReply, FastifyRequest } from "fastify";
import { decodeBody, type DecodedBody, decodeStart } from "../../ingest/decode-body.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import type { BodyLimits } from "../bodies/body-budget.ts";
import { tooBusy } from "../bodies/read-body.ts";
import { receiveBodies } from "../bodies/receive-bodies.ts";

// Sentry's own limits: https://docs.sentry.io/concepts/data-management/size-limits/
const MAX_BODY_BYTES = 20 * 1024 * 1024;
const MAX_DECODED_BYTES = 100 * 1024 * 1024;

/** What is decoded counts as well. Phones on slow lines are given time. */
const LIMITS: BodyLimits = {
  requests: 1_000,
  bytes: 256 * 1024 * 1024,
  incoming: 500,
  receiveMs: 60_000,
};

/** Browsers send `text/plain` to need no preflight, and Node SDKs send no content type. */
export function receiveRawBodies(scope: Api): void {
  receiveBodies(scope, MAX_BODY_BYTES, LIMITS);
}

/** The body without its content encoding; asked for only when its sender is known. */
export async function readDecodedBody(request: FastifyRequest): Promise<Buffer> {
  const take = (bytes: number) => request.bodyRoom?.take(bytes) ?? false;
  const limits = { maxBytes: MAX_DECODED_BYTES, take };
  return unwrap(await decodeBody(bodyOf(request), encodingOf(request), limits));
}

/** So much of the body as may be looked at before its sender is known. */
export async function readStartOfBody(request: FastifyRequest, length: number): Promise<Buffer> {
  return unwrap(await decodeStart(bodyOf(request), encodingOf(request), length));
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function encodingOf({ headers }: FastifyRequest): string | undefined {
  return headers["content-encoding"];
}

function unwrap(decoded: DecodedBody): Buffer {
  if (decoded.ok) return decoded.bytes;
  throw decoded.status === 503 ? tooBusy() : new ApiError(decoded.status, decoded.reason);
}

/** Lets pages of any origin report; browsers hide every answer without this, errors too. */
export async function allowAnyOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.headers({
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-sentry-error, x-sentry-rate-limits, retry-after",
  });
}
