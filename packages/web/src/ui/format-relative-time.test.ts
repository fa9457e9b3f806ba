import { expect, test } from "vitest";
import { formatRelativeTime } from "./format-relative-time.ts";

const NOW = Date.parse("2024-05-01T10:00:00Z");

test.each([
  ["2024-05-01T09:59:01Z", "just now"],
  ["2024-05-01T10:00:04Z", "just now"],
  ["2024-05-01T10:00:30Z", "in a few seconds"],
  ["2024-05-01T10:06:59Z", "in 6 minutes"],
  ["2024-05-01T09:59:00Z", "1 minute ago"],
  ["2024-05-01T08:00:01Z", "1 hour ago"],
  ["2024-04-30T10:00:00Z", "yesterday"],
  ["2024-03-01T10:00:00Z", "2 months ago"],
  ["2021-05-01T10:00:00Z", "3 years ago"],
  ["2024-05-01T12:00:00Z", "in 2 hours"],
])("%s is %s", (time, words) => {
  expect(formatRelativeTime(Date.parse(time), NOW)).toBe(words);
});
