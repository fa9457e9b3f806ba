import { expect, test } from "vitest";
import { sumOfLastDay } from "./sum-of-last-day.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const today = { count: 1_200, lastSeen: "2026-11-23T11:59:00.000Z" };
const justADayAgo = { count: 34, lastSeen: "2026-11-22T12:00:00.000Z" };
const older = { count: 5, lastSeen: "2026-11-22T11:59:59.000Z" };

test.each([
  ["nothing", [], false, undefined],
  ["older ones alone", [older], true, undefined],
  ["those of the last day", [today, justADayAgo, older], true, "1,234"],
  ["a page with all there are", [today], false, "1,200"],
  ["a page that is too short", [today, justADayAgo], true, "1,234+"],
])("of %s", (_name, rows, goesOn, sum) => {
  expect(sumOfLastDay(rows, goesOn, NOW)).toBe(sum);
});
