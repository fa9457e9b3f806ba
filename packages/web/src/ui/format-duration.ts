const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** `85 ms`, `1.2 s`, `3 min`: as exactly as somebody wants to know it. */
export function formatDuration(milliseconds: number): string {
  const found = UNITS.find(([, size]) => milliseconds >= size);
  if (!found) return `${Math.round(milliseconds)} ms`;
  const [unit, size] = found;
  const count = milliseconds / size;
  const shown = count < 10 ? Math.floor(count * 10) / 10 : Math.floor(count);
  return `${shown} ${unit}`;
}
