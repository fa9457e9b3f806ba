import { expect, test } from "vitest";
import { formatDuration } from "./format-duration.ts";

test.each([
  [0, "0 ms"],
  [84.6, "85 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [1_290, "1.2 s"],
  [59_999, "59 s"],
  [90_000, "1.5 min"],
  [7_200_000, "2 h"],
  [200_000_000, "2.3 d"],
])("%i ms are told as %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
