import type { FastifyReply, FastifyRequest } from "fastify";
import { decodeBody } from "../../ingest/decode-body.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";

// Sentry's own limits: https://docs.sentry.io/concepts/data-management/size-limits/
const MAX_BODY_BYTES = 20 * 1024 * 1024;
const MAX_DECODED_BYTES = 100 * 1024 * 1024;

/**
 * Makes `request.body` the bytes as sent, whatever the content type says: browsers send
 * `text/plain` to need no preflight, and Node SDKs send none.
 */
export function receiveRawBodies(scope: Api): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
}

/** The body without its content encoding. */
export async function readDecodedBody(request: FastifyRequest): Promise<Buffer> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const encoding = request.headers["content-encoding"];
  const decoded = await decodeBody(body, encoding, MAX_DECODED_BYTES);
  if (!decoded.ok) throw new ApiError(decoded.status, decoded.reason);
  return decoded.bytes;
}

/** Lets pages of any origin report; browsers hide every answer without this, errors too. */
export async function allowAnyOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  void reply.headers({
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-sentry-error, x-sentry-rate-limits, retry-after",
  });
}
