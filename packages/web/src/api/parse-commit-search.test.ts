import { expect, test } from "vitest";
import { parseCommitSearch } from "./parse-commit-search.ts";

test.each([
  ["", undefined],
  ["abc", undefined],
  ["abcd", "abcd"],
  [" ABCD12 ", "ABCD12"],
  ["ann", undefined],
  ["ann@", undefined],
  ["ann@example.com", "ann@example.com"],
  ["fix the cart", undefined],
])("%j is searched for as %j", (text, search) => {
  expect(parseCommitSearch(text)).toBe(search);
});
