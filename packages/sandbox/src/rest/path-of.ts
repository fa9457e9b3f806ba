import type { FastifyRequest } from "fastify";

/** The `*` of an address, without a trailing slash; empty for the root. */
export function pathOf(request: FastifyRequest): string {
  const { "*": path = "" } = request.params as { "*"?: string };
  return path.replace(/\/+$/, "");
}
