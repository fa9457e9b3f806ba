import { expect, test } from "vitest";
import { findNamedCommit } from "./named-commit.ts";

const SHA = "4e17c13d2c1b6a1c0f2f2f9b6c2f1d5a7b8c9d0e";

test.each([
  [SHA, SHA],
  [SHA.toUpperCase(), SHA],
  [`shop@${SHA}`, SHA],
  [`shop@1.2.3+${SHA}`, SHA],
  ["4e17c13", "4e17c13"],
  ["4e17c13d2c1b", "4e17c13d2c1b"],
  ["shop@4e17c13d2c1b", "4e17c13d2c1b"],
  ["shop@4e17c13", "4e17c13"],
  ["shop@1.2.3+4e17c13", "4e17c13"],
  ["@acme/shop@1.2.3-rc.1+4E17C13D", "4e17c13d"],
  ["1.2.3+4e17c13", "4e17c13"],
  ["1".repeat(40), "1".repeat(40)],
])("%s is named for the commit %s", (version, sha) => {
  expect(findNamedCommit(version)).toBe(sha);
});

test.each([
  "20261122",
  "shop@1.2.3",
  "shop@1.2.3-rc.1+5",
  "shop@1.2.3+20261122",
  "shop@1.2.3+4e17c1",
  "shop@1.2.3-4e17c13",
  "1.2.3",
  "facade",
  "deadbeefs",
  `${SHA}0`,
  "",
  "release 4e17c13",
])("%j is named for no commit", (version) => {
  expect(findNamedCommit(version)).toBeUndefined();
});
