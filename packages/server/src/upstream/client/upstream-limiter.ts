import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "@sentry-bitbucket-server/outbound";
import pLimit from "p-limit";
import { UpstreamError } from "./upstream-error.ts";

/** Sentry allows 25 at once to a caller on sentry.io; the build shares them with us. */
const MOST_AT_ONCE = 4;
/** Who would wait longer is refused, and told when to come back: it may hold a worker, or a person. */
const LONGEST_WAIT_MS = 5_000;
/** A time farther off was told by a clock that is ahead, or in other units. */
const LONGEST_HOLD_MS = 10 * 60_000;
/** When it does not say for how long. */
const UNTOLD_WAIT_MS = 1_000;

/**
 * What one upstream lets us ask: at most so many calls at once, and none while its limit is used up. Its
 * limits count by caller, so all of our calls to it share one of these.
 * Headers: https://docs.sentry.io/api/ratelimits/
 */
export class UpstreamLimiter {
  readonly #limit = pLimit(MOST_AT_ONCE);
  #heldUntil = 0;

  /** @throws UpstreamError `upstream_rate_limit` when it would have to wait long */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#limit(async () => {
      const waitMs = this.#heldUntil - Date.now();
      if (waitMs > LONGEST_WAIT_MS) throw heldFor(waitMs);
      if (waitMs > 0) await wait(waitMs, undefined, { signal });
      return call();
    });
  }

  /** Heeds what an answer says of the limits. */
  learn({ status, header }: Pick<Answer, "status" | "header">, retryAfterMs?: number): void {
    const now = Date.now();
    const atOnce = Number(header("x-sentry-rate-limit-concurrentlimit"));
    if (atOnce >= 1) this.#limit.concurrency = Math.min(MOST_AT_ONCE, Math.floor(atOnce));
    if (status === 429) this.#holdUntil(now + (retryAfterMs || UNTOLD_WAIT_MS));
    const reset = Number(header("x-sentry-rate-limit-reset")) * 1_000;
    if (header("x-sentry-rate-limit-remaining") === "0" && reset > now) this.#holdUntil(reset);
  }

  #holdUntil(time: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, Math.min(time, Date.now() + LONGEST_HOLD_MS));
  }
}

function heldFor(retryAfterMs: number): UpstreamError {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  const message = `Sentry limits our requests: nothing is asked for another ${seconds} s.`;
  return new UpstreamError("upstream_rate_limit", message, { retryAfterMs });
}
