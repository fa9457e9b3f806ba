const UNITS = [
  ["year", 365 * 24 * 3_600],
  ["month", 30 * 24 * 3_600],
  ["day", 24 * 3_600],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

/** `3 minutes ago`; what is less than a minute away is `just now`. Both are epoch milliseconds. */
export function formatRelativeTime(time: number, now: number): string {
  const seconds = (time - now) / 1_000;
  const found = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return found ? words.format(Math.trunc(seconds / found[1]), found[0]) : "just now";
}
