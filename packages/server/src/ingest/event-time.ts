const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1_000;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(?<zone>Z|[+-]\d\d:?\d\d)?$/i;

/**
 * When an event happened, in ms since 1970: from seconds with a fraction, or an ISO date, which is in UTC where it
 * names no zone. The time we received it stands in for what cannot be read, is in the future, or is
 * older than 30 days, as in Sentry.
 */
export function toEventTime(value: unknown, receivedAt: number): number {
  const time = Math.round(parseTime(value));
  return time <= receivedAt && time >= receivedAt - MAX_AGE_MS ? time : receivedAt;
}

function parseTime(value: unknown): number {
  if (typeof value === "number") return value * 1_000;
  if (typeof value !== "string" || value.length > 40) return Number.NaN;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const match = ISO.exec(value);
  if (!match) return Number.NaN;
  return Date.parse(match.groups?.["zone"] ? value : `${value}Z`);
}
