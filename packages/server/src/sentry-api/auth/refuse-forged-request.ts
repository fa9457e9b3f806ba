import type { FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";

const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * A browser sends its cookie with every request, whoever's page has made it. One that changes something
 * must come from a page of ours and say so by a header that no other site's page can set: that would
 * need our leave (CORS), which we give nobody.
 * @throws ApiError 403 that says what is missing
 */
export function refuseForgedRequest(request: FastifyRequest): void {
  if (SAFE.includes(request.method)) return;
  refuseForeignOrigin(request);
  if (request.headers["x-requested-with"] !== undefined) return;
  throw new ApiError(
    403,
    "CSRF Failed: a request with a session needs the header X-Requested-With: XMLHttpRequest.",
  );
}

/** @throws ApiError 403 when a page of another site has made the request */
export function refuseForeignOrigin({ headers, server }: FastifyRequest): void {
  const { origin } = headers;
  if (origin === undefined) return;
  const { origin: ours } = new URL(server.publicUrl);
  if (origin === ours || URL.parse(origin)?.host === headers.host) return;
  throw new ApiError(403, `CSRF Failed: the request comes from ${origin}. Use ${ours}.`);
}
