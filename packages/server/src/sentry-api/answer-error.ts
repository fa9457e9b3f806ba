import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isDatabaseAway } from "../db/is-database-away.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { UpstreamError } from "../upstream/client/upstream-error.ts";
import { ApiError } from "./api-error.ts";

/** A PostgreSQL that starts anew is there again by then, mostly. */
const RETRY_AFTER_S = 5;
const DATABASE_AWAY = "The database does not answer, or cannot be written. Try again later.";

/**
 * The one place where errors become HTTP answers, in Sentry's shapes: `{"detail": sentence}`, or
 * for input `{"field": ["sentence"]}`. What we did not expect is logged and told as 500 without
 * its text, which may hold anything.
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ApiError) {
    return reply.status(error.status).headers(error.headers).send(error.body);
  }
  if (error instanceof IntegrationError) {
    request.log.warn({ err: error }, "the code host refused");
    // 503 is what clients come back for.
    return reply.status(error.retryable ? 503 : 400).send({ detail: error.message });
  }
  if (error instanceof UpstreamError) {
    request.log.warn({ err: error }, "the upstream refused");
    return reply.status(error.retryable ? 503 : 400).send({ detail: error.message });
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.status(error.statusCode).send({ detail: wordRefusal(error, request) });
  }
  if (isDatabaseAway(error)) {
    request.log.error({ reason: error.message }, "the database does not answer");
    return reply.status(503).header("retry-after", RETRY_AFTER_S).send({ detail: DATABASE_AWAY });
  }
  request.log.error({ err: error }, "request failed");
  return reply.status(500).send({ detail: "Internal Error", errorId: request.id });
}

/** Fastify's own refusals are sentences already, but for this one. */
function wordRefusal({ code, message }: FastifyError, request: FastifyRequest): string {
  if (code !== "FST_ERR_CTP_INVALID_MEDIA_TYPE") return message;
  const sent = request.headers["content-type"] ?? "";
  return `Unsupported media type "${sent}" in request. Send application/json.`;
}
