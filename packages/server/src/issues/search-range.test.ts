import { expect, test } from "vitest";
import { parseNumberRange, parseTimeRange } from "./search-range.ts";

const NOW = Date.UTC(2026, 4, 3, 12);
const DAY = Date.UTC(2026, 4, 1);
const MINUTE = 60_000;

test.each([
  ["10", { from: 10, below: 11 }],
  [">10", { from: 11 }],
  [">=10", { from: 10 }],
  ["<10", { below: 10 }],
  ["<=10", { below: 11 }],
  ["ten", undefined],
  ["-1", undefined],
  ["12345678901234567890", undefined],
])("the number %s", (text, expected) => {
  expect(parseNumberRange(text)).toEqual(expected);
});

test.each([
  ["-30m", { from: NOW - 30 * MINUTE }],
  ["+2w", { below: NOW - 14 * 1_440 * MINUTE + 1 }],
  ["2026-05-01", { from: DAY, below: DAY + 1_440 * MINUTE }],
  [">2026-05-01", { from: DAY + 1 }],
  ["<2026-05-01T00:00:00Z", { below: DAY }],
  ["<=2026-05-01T02:00:00+02:00", { below: DAY + 1 }],
  ["2026-05-01T00:00", { from: DAY - 5 * MINUTE, below: DAY + 6 * MINUTE }],
  ["2026-13-41", undefined],
  ["24h", undefined],
  ["yesterday", undefined],
])("the time %s", (text, expected) => {
  expect(parseTimeRange(text, NOW)).toEqual(expected);
});
