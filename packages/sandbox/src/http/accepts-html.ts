import type { FastifyRequest } from "fastify";

/** Whether a browser asks. To others there are no pages: they get the 404 of any unknown address. */
export function acceptsHtml({ headers: { accept = "" } }: FastifyRequest): boolean {
  return accept.includes("text/html");
}
