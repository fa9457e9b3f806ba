import { expect, test } from "vitest";
import { UpstreamClock } from "./upstream-clock.ts";

const NOON = Date.UTC(2026, 4, 3, 12);
const [MINUTE, HOUR] = [60_000, 3_600_000];

test.each<[what: string, theirs: number, asked: number, expected: number]>([
  ["the same second", NOON, NOON + 400, 0],
  ["a second that ended on the way", NOON - 1_000, NOON - 20, 0],
  ["an hour ahead", NOON + HOUR, NOON, HOUR],
  ["five minutes behind", NOON - 5 * MINUTE, NOON, -5 * MINUTE],
])("%s", (_what, theirs, asked, expected) => {
  const clock = new UpstreamClock();
  clock.learn(new Date(theirs).toUTCString(), asked, asked + 100);
  expect(Math.abs(NOON - clock.toOurs(NOON) - expected)).toBeLessThanOrEqual(
    expected === 0 ? 0 : 1_000,
  );
});

test.each([undefined, "yesterday"])("a date that is none tells nothing: %s", (date) => {
  const clock = new UpstreamClock();
  clock.learn(date, NOON, NOON);
  expect(clock.toOurs(NOON)).toBe(NOON);
});
