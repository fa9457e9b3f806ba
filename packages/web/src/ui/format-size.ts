/** `640 bytes`, `3.1 kB`, `10 MB`: in units of 1,000. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [count, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${count < 10 ? count.toFixed(1) : Math.round(count)} ${unit}`;
}
