import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";

const DAY_MS = 24 * 60 * 60_000;

/**
 * How many were refused in the last day: `12`, or `12+` where the page is too short to tell.
 * @param rows those first that came last
 * @param goesOn whether there are more of them
 * @param now epoch milliseconds
 * @returns undefined when there was none
 */
export function sumOfLastDay(
  rows: readonly Pick<RefusedDeliveryAnswer, "count" | "lastSeen">[],
  goesOn: boolean,
  now: number,
): string | undefined {
  const since = now - DAY_MS;
  const fresh = rows.filter(({ lastSeen }) => Date.parse(lastSeen) >= since);
  if (fresh.length === 0) return undefined;
  const sum = fresh.reduce((total, { count }) => total + count, 0);
  const isCut = goesOn && fresh.length === rows.length;
  return `${sum.toLocaleString("en")}${isCut ? "+" : ""}`;
}
