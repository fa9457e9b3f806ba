/** At most `count` events in `window` seconds, under Sentry's names for it. */
export interface RateLimit {
  window: number;
  count: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Far more keys than report at a time. Who is forgotten begins anew with a full bucket. */
const MAX_BUCKETS = 10_000;

/**
 * A token bucket for each DSN key: it holds `count` events, and fills up evenly within `window` seconds.
 * Kept in memory, so that a restart forgives.
 */
export class RateLimiter {
  /** Those used last come last. */
  readonly #buckets = new Map<number, Bucket>();

  /**
   * Takes `events` out of the bucket of a key; more than it can ever hold count as all that it holds.
   * @param now in ms, of any clock that does not go back
   * @returns undefined when they may pass, else after how many whole seconds they may
   */
  take(keyId: number, limit: RateLimit, events: number, now: number): number | undefined {
    const perMs = limit.count / (limit.window * 1_000);
    const bucket = this.#buckets.get(keyId) ?? { tokens: limit.count, filledAt: now };
    const tokens = Math.min(limit.count, bucket.tokens + (now - bucket.filledAt) * perMs);
    const wanted = Math.min(events, limit.count);
    const passes = tokens >= wanted;
    this.#keep(keyId, { tokens: passes ? tokens - wanted : tokens, filledAt: now });
    return passes ? undefined : Math.max(1, Math.ceil((wanted - tokens) / perMs / 1_000));
  }

  #keep(keyId: number, bucket: Bucket): void {
    this.#buckets.delete(keyId);
    this.#buckets.set(keyId, bucket);
    if (this.#buckets.size <= MAX_BUCKETS) return;
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
