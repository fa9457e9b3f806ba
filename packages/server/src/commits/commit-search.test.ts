import { expect, test } from "vitest";
import { parseCommitSearch } from "./commit-search.ts";

test.each([
  ["ABCD", { kind: "sha", digits: "abcd" }],
  ["0".repeat(40), { kind: "sha", digits: "0".repeat(40) }],
  ["Ann@Example.com", { kind: "author", email: "ann@example.com" }],
  ["face@example.com", { kind: "author", email: "face@example.com" }],
  ["abc", undefined],
  ["0".repeat(41), undefined],
  ["fix the cart", undefined],
  ["ann@", undefined],
  ["a b@example.com", undefined],
])("%s is %j", (text, search) => {
  expect(parseCommitSearch(text)).toEqual(search);
});
