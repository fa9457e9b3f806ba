/**
 * Milliseconds to wait according to a `Retry-After` header: whole seconds or an HTTP date. A date
 * that has passed or a negative number gives 0; what is neither gives `undefined`.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^-?\d+$/.test(value)) return Math.max(0, Number(value) * 1000);
  // A weekday first, so that a stray number is not taken for a year.
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
