const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;

/** Tried this often, about an hour and a half, before a job is set aside for a person. */
export const MAX_ATTEMPTS = 16;

/**
 * How long to wait after a failed attempt: doubling from a second to ten minutes, shortened by up
 * to a quarter so that jobs that failed together do not come back together. A host that said when to come
 * back (`retryAfterMs`) is believed within the same bound, and not asked earlier; 0 is no answer, as many a
 * host says it that wants nothing.
 * @param random a number from 0 to 1
 */
export function retryDelay(attempt: number, random: number, retryAfterMs?: number): number {
  const asked = retryAfterMs !== undefined && retryAfterMs > 0 ? retryAfterMs : undefined;
  const later = (asked ?? Infinity) * (1 + random / 4);
  if (later <= LONGEST_DELAY_MS) return Math.round(later);
  const delay = Math.min(asked ?? FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(delay * (1 - random / 4));
}
