import { expect, test } from "vitest";
import { subjectOf } from "./subject-of.ts";

test.each([
  ["Fix the cart", "Fix the cart"],
  ["Fix the cart\n\nFixes SHOP-1", "Fix the cart"],
  ["\n  Fix the cart\n", "Fix the cart"],
  ["", ""],
])("the subject of %j is %j", (message, subject) => {
  expect(subjectOf(message)).toBe(subject);
});
