import { expect, test } from "vitest";
import { findReference } from "./find-reference.ts";

const references = [
  { commit: "aa", repository: "~ANN/web" },
  { commit: "aa", repository: "SHOP/web" },
];

test.each([
  [{ sha: "aa", repository: "SHOP/web" }, "SHOP/web"],
  [{ sha: "aa", repository: "~ANN/web" }, "~ANN/web"],
  [{ sha: "aa", repository: "SHOP/api" }, undefined],
  [{ sha: "aa" }, "~ANN/web"],
  [{ sha: "bb", repository: "SHOP/web" }, undefined],
])("the commit %o is that of %s, though a fork has its sha", (wanted, repository) => {
  expect(findReference(references, wanted)?.repository).toBe(repository);
});
