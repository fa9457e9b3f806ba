import type { FastifyRequest } from "fastify";

/** The release that a call is about, whose path ends with it. */
export function findVersion({ url, server }: FastifyRequest): string {
  const { pathname } = new URL(url, server.publicUrl);
  return decodeURIComponent(pathname.split("/").filter(Boolean).at(-1) ?? "");
}
