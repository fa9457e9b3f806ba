import { expect, test } from "vitest";
import { branchOf } from "./branch-of.ts";

test.each([
  ["refs/heads/main", "main"],
  ["refs/heads/feature/refs/heads/x", "feature/refs/heads/x"],
  ["refs/tags/v1", "refs/tags/v1"],
])("the branch of %s is %s", (ref, branch) => {
  expect(branchOf(ref)).toBe(branch);
});
