import { expect, test } from "vitest";
import { isRenewalDue } from "./renew-identity.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIVE_YEARS = 5 * 365 * DAY;
const identity = (lifetime: number) => ({
  type: "oauth1" as const,
  consumerKey: "k",
  privateKey: "p",
  accessToken: "t",
  accessTokenSecret: "s",
  issuedAt: 0,
  expiresAt: lifetime,
});

test.each([
  ["five years, 31 days left", FIVE_YEARS, 31 * DAY, false],
  ["five years, 29 days left", FIVE_YEARS, 29 * DAY, true],
  ["ten days, two left", 10 * DAY, 2 * DAY, false],
  ["ten days, half of one left", 10 * DAY, DAY / 2, true],
  ["one hour, and over", HOUR, -1, true],
])("a token of %s", (_, lifetime, left, due) => {
  expect(isRenewalDue(identity(lifetime), lifetime - left)).toBe(due);
});

test("a token without an end is never renewed", () => {
  expect(isRenewalDue({ ...identity(1), expiresAt: undefined }, 5)).toBe(false);
});
