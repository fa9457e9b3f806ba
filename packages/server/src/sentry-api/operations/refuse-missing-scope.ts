import type { FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";

/**
 * @param scopes what the caller may do
 * @throws ApiError 403 that names the scopes of which the operation needs one
 */
export function refuseMissingScope(request: FastifyRequest, scopes: readonly string[]): void {
  const anyOf = request.routeOptions.config.operation?.scopes ?? [];
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.includes(scope))) return;
  const { principal } = request;
  const who = principal?.credential.kind === "session" ? "Your role" : "The token";
  throw new ApiError(403, `${who} needs one of these scopes: ${anyOf.join(", ")}.`);
}
