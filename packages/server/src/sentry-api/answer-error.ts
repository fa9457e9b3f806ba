import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { IntegrationError } from "../integrations/integration-error.ts";
import { ApiError } from "./api-error.ts";

/**
 * The one place where errors become HTTP answers, in Sentry's shapes: `{"detail": sentence}`, or
 * for input `{"field": ["sentence"]}`. What we did not expect is logged and told as 500 without
 * its text, which may hold anything.
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ApiError) return reply.status(error.status).send(error.body);
  if (hasZodFastifySchemaValidationErrors(error)) {
    return reply.status(400).send(toFieldErrors(error));
  }
  if (error instanceof IntegrationError) {
    request.log.warn({ err: error }, "the code host refused");
    return reply.status(400).send({ detail: error.message });
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.status(error.statusCode).send({ detail: error.message });
  }
  request.log.error({ err: error }, "request failed");
  return reply.status(500).send({ detail: "Internal Error", errorId: request.id });
}

type ZodValidationError = FastifyError & {
  validation: { instancePath: string; message?: string }[];
};

function toFieldErrors(error: ZodValidationError): Record<string, unknown> {
  const fields: Record<string, string[]> = {};
  for (const { instancePath, message } of error.validation) {
    const field = instancePath.split("/")[1] ?? "";
    (fields[field === "" ? "detail" : field] ??= []).push(message ?? "Invalid value.");
  }
  return fields;
}
