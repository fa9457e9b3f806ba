/** Epoch milliseconds as Sentry writes dates: `2026-11-22T12:00:00.000Z`; null stays null. */
export function toSentryDate(epochMs: number): string;
export function toSentryDate(epochMs: number | null): string | null;
export function toSentryDate(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
