import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.UTC(2026, 10, 3, 12, 0, 0);

test.each([
  [undefined, undefined],
  ["", undefined],
  ["soon", undefined],
  ["1.5", undefined],
  ["0", 0],
  ["7", 7000],
  [" 120 ", 120_000],
  ["-3", 0],
  ["Tue, 03 Nov 2026 12:00:30 GMT", 30_000],
  ["Tue, 03 Nov 2026 11:00:00 GMT", 0],
])("Retry-After: %s means %s ms", (header, milliseconds) => {
  expect(parseRetryAfter(header, now)).toBe(milliseconds);
});
