const firstBackoffMs = 500;
const longestBackoffMs = 30_000;

/**
 * Milliseconds to wait according to a `Retry-After` header: whole seconds or an HTTP date. A date
 * that has passed or a negative number gives 0; what is neither gives `undefined`.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^-?\d+$/.test(value)) return Math.max(0, Number(value) * 1000);
  // A weekday first, so that a stray number is not taken for a year.
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds before the next attempt: what the server asked for, else doubled each time, half of
 * it by chance. `attempt` counts from 1; `random` is in [0, 1).
 *
 * An asked-for 0 is no answer, because clocks differ: it must not become a busy loop.
 */
export function retryDelay(
  attempt: number,
  retryAfter: number | undefined,
  random: number,
): number {
  if (retryAfter !== undefined && retryAfter > 0) return retryAfter;
  const backoff = Math.min(firstBackoffMs * 2 ** (attempt - 1), longestBackoffMs);
  return Math.round(backoff * (0.5 + random / 2));
}
