import type { FastifyReply } from "fastify";
import type { RateLimit, RateLimiter } from "../../ingest/rate-limiter.ts";
import type { ReportingKey } from "../../organizations/reporting-key-store.ts";
import { ApiError } from "../api-error.ts";

/** Of a key that has none of its own: what stops a runaway, and no honest application. */
const DEFAULT_RATE_LIMIT: RateLimit = { window: 60, count: 300_000 };

/**
 * Counts events against the limit of their key.
 * @throws ApiError 429 when it is used up, with the headers that tell SDKs to be silent for a while
 */
export function checkRateLimit(
  limiter: RateLimiter,
  reply: FastifyReply,
  key: ReportingKey,
  events: number,
): void {
  if (events === 0) return;
  const limit = key.rateLimit ?? DEFAULT_RATE_LIMIT;
  const seconds = limiter.take(key.id, limit, events, performance.now());
  if (seconds === undefined) return;
  // Events with an exception are `error`, others `default`: what else SDKs send may go on.
  // https://develop.sentry.dev/sdk/expected-features/rate-limiting/
  void reply.headers({
    "x-sentry-rate-limits": `${seconds}:error;default:key`,
    "retry-after": String(seconds),
  });
  throw new ApiError(
    429,
    `This DSN may send ${limit.count} events in ${limit.window} seconds. Send again in ${seconds} seconds.`,
  );
}
