import { expect, test } from "vitest";
import { summarizeSeries } from "./summarize-series.ts";

test.each([
  [[], "Nothing is known yet."],
  [[null, null], "Nothing is known yet."],
  [[0, 0, 0], "Always 0, as far as is known of the last 24 hours."],
  [[0, 12, null, 3], "Between 0 and 12 in the last 24 hours, last 3."],
])("of %j is said: %s", (values, sentence) => {
  expect(summarizeSeries(values)).toBe(sentence);
});

test("figures are told in the words of their unit", () => {
  expect(summarizeSeries([1, 2], (value) => `${value} s`)).toBe(
    "Between 1 s and 2 s in the last 24 hours, last 2 s.",
  );
});
