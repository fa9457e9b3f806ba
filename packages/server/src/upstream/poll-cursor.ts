/** How far the releases of an upstream were read. Times are epoch milliseconds, by its clock. */
export interface PollCursor {
  /** When the newest release of the first look was made: what is older is left alone. */
  first: number;
  newest: number;
}

/** A release is seen when it is committed, up to so long after the time that it says it was made. */
const LATE_MS = 10 * 60_000;

/** As `1700000000000-1700000060000`. @returns undefined before the first look */
export function parsePollCursor(text: string | undefined): PollCursor | undefined {
  if (text === undefined) return undefined;
  const [first = 0, newest = 0] = text.split("-").map(Number);
  return { first, newest };
}

export function formatPollCursor(seen: PollCursor | undefined, newest: number): string {
  return `${seen?.first ?? newest}-${newest}`;
}

/** What was made after this may not have been seen yet. */
export function newsSince({ first, newest }: PollCursor): number {
  return Math.max(first, newest - LATE_MS);
}
