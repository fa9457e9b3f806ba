import type { FastifyRequest } from "fastify";
import { ApiError } from "../api-error.ts";
import { isSentryCli } from "../is-sentry-cli.ts";

/**
 * The answer about a project that is called otherwise now: 302 in Sentry's shape, which HTTP clients
 * follow. To sentry-cli, which does not, it is 410: a redirect it takes for success, says that issues
 * were updated, or finds the answer unreadable; a sentence it shows, in every command.
 */
export function projectMoved({ url, headers }: FastifyRequest, slug: string): ApiError {
  const message = `The project was renamed to '${slug}': use that slug instead.`;
  if (isSentryCli(headers["user-agent"])) return new ApiError(410, message);
  const location = url.replace(/^(\/api\/0\/projects\/[^/]+\/)[^/?]+/, `$1${slug}`);
  const detail = { code: "resource-moved", message, extra: { url: location, slug } };
  return new ApiError(302, { slug, detail }, { location });
}
