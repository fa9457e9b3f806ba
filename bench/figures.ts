/** Median, 95th percentile and extremes of some measurements, as one line. */
export function describeFigures(values: number[], unit: string): string {
  const show = (share: number) => `${shareOf(values, share).toFixed(0)} ${unit}`;
  return `median ${show(0.5)}, p95 ${show(0.95)}, min ${show(0)}, max ${show(1)}`;
}

/** The measurement below which a share of all is; of 1 the largest. NaN when there is none. */
export function shareOf(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
