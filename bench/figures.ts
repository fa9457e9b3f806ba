/** Median, 95th percentile and extremes of some measurements, as one line. */
export function describeFigures(values: number[], unit: string): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const show = (value: number | undefined) => `${value?.toFixed(0)} ${unit}`;
  return `median ${show(at(0.5))}, p95 ${show(at(0.95))}, min ${show(at(0))}, max ${show(at(1))}`;
}
