/** How entity dates are written in webhooks: up to 9.x as a number, in 10.x as text (reference 3.7). */
export type DateMode = "epoch" | "iso";

/** Writes a date given in epoch milliseconds. */
export type WriteDate = (epochMs: number) => number | string;

/** The form of every REST answer, in all versions. */
export const epochDate: WriteDate = (epochMs) => epochMs;

/** `2026-05-24T14:11:04.000Z` in mode `iso`. */
export function dateWriter(mode: DateMode): WriteDate {
  return mode === "epoch" ? epochDate : (epochMs) => new Date(epochMs).toISOString();
}

/** `date` of a webhook's envelope, in the server's zone and without a colon: `2026-05-24T16:11:04+0200`. */
export function envelopeDate(date: Date): string {
  const minutesEast = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutesEast * 60_000).toISOString().slice(0, 19);
  const sign = minutesEast < 0 ? "-" : "+";
  const hours = Math.trunc(Math.abs(minutesEast) / 60);
  const minutes = Math.abs(minutesEast) % 60;
  return `${local}${sign}${String(hours).padStart(2, "0")}${String(minutes).padStart(2, "0")}`;
}
