const firstBackoffMs = 500;
const longestBackoffMs = 30_000;

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
