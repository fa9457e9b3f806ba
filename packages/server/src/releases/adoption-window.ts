import type { AdoptionWindow } from "./adoption-store.ts";

const HOUR_MS = 60 * 60_000;

/** What a small chart shows: whole hours or days of UTC, the last of which is not over. */
const WINDOWS = {
  "1h": { intervalMs: HOUR_MS, count: 24 },
  "1d": { intervalMs: 24 * HOUR_MS, count: 14 },
} as const;

export type AdoptionInterval = keyof typeof WINDOWS;

/** @param now epoch milliseconds */
export function adoptionWindow(interval: AdoptionInterval, now: number): AdoptionWindow {
  const { intervalMs, count } = WINDOWS[interval];
  const current = now - (now % intervalMs);
  return { start: current - intervalMs * (count - 1), intervalMs, count };
}
