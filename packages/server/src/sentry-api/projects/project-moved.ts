import type { FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";
import { isSentryCli } from "../is-sentry-cli.ts";

/**
 * The answer about a project that is called otherwise now: a redirect in Sentry's shape, which HTTP
 * clients follow. Sentry's is always 302; clients follow that with a GET, and take what they read for
 * the success of what they asked, so changes get 308. To sentry-cli, which follows neither, it is 410:
 * a redirect it takes for success, says that issues were updated, or finds the answer unreadable; a
 * sentence it shows, in every command.
 */
export function projectMoved({ method, url, headers }: FastifyRequest, slug: string): ApiError {
  const message = `The project was renamed to '${slug}': use that slug instead.`;
  if (isSentryCli(headers["user-agent"])) return new ApiError(410, message);
  const location = url.replace(/^(\/api\/0\/projects\/[^/]+\/)[^/?]+/, `$1${slug}`);
  const detail = { code: "resource-moved", message, extra: { url: location, slug } };
  const status = method === "GET" || method === "HEAD" ? 302 : 308;
  return new ApiError(status, { slug, detail }, { location });
}
