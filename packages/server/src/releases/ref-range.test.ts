import { expect, test } from "vitest";
import { parseRefRange } from "./ref-range.ts";

test.each([
  ["v1.0", { until: "v1.0" }],
  ["HEAD~3", { until: "HEAD~3" }],
  ["518c229", { until: "518c229" }],
  ["v1.0..HEAD", { since: "v1.0", until: "HEAD" }],
  ["..HEAD", "Commit cannot begin or end with .."],
  ["v1.0..", "Commit cannot begin or end with .."],
  ["a..b..c", "a..b..c is not a range of two commits. Write it as v1.0..v1.1."],
  ["a...b", "a...b is not a range of two commits. Write it as v1.0..v1.1."],
  [`a..${"b".repeat(65)}`, "A commit's name has at most 64 characters; this one has 65."],
])("the ref %s", (text, expected) => {
  expect(parseRefRange(text)).toEqual(expected);
});
