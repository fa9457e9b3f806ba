const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;

/** Tried this often, about an hour and a half, before a job is set aside for a person. */
export const MAX_ATTEMPTS = 16;

/**
 * How long to wait after a failed attempt: doubling from a second to ten minutes, shortened by up
 * to a quarter so that jobs that failed together do not come back together. A sender that said
 * when to come back (`retryAfterMs`) is believed, within the same bound.
 * @param random a number from 0 to 1
 */
export function retryDelay(attempt: number, random: number, retryAfterMs?: number): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, LONGEST_DELAY_MS);
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(delay * (1 - random / 4));
}
