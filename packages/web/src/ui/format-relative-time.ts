const UNITS = [
  ["year", 365 * 24 * 3_600],
  ["month", 30 * 24 * 3_600],
  ["day", 24 * 3_600],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

/** Clocks differ: what is said to come sooner may have come. */
const NOW_S = 5;

/** `3 minutes ago`, `just now`, `in a few seconds`, `in 6 minutes`. Both are epoch milliseconds. */
export function formatRelativeTime(time: number, now: number): string {
  const seconds = (time - now) / 1_000;
  const found = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (found) return words.format(Math.trunc(seconds / found[1]), found[0]);
  return seconds > NOW_S ? "in a few seconds" : "just now";
}
