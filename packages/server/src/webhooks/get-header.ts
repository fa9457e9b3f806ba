import type { FastifyRequest } from "fastify";

/** The value of a header that is sent once. */
export function getHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
