import { expect, test } from "vitest";
import { describeBy, summarize } from "./describe-preview.ts";

test.each([
  [[true], "The one release there would be completed by these rules."],
  [[false, false], "The newest 2 releases would not be completed by these rules."],
  [[true, true, true], "The newest 3 releases would be completed by these rules."],
  [
    [true, false, false],
    "1 of the newest 3 releases would be completed by these rules, 2 would not.",
  ],
])("%j is summed up as %j", (completed, sentence) => {
  expect(summarize(completed.map((wouldBeCompleted) => ({ wouldBeCompleted })))).toBe(sentence);
});

test.each([
  [{ kind: "tag", name: "v1", from: "version" }, "Tag v1 of SHOP/web, SHOP/api, by its version."],
  [
    { kind: "sha", name: "4e17c13d", from: "deploy" },
    "Commit 4e17c13d of SHOP/web, SHOP/api, by a deploy.",
  ],
  [null, ""],
] as const)("%j is told as %j", (by, sentence) => {
  expect(describeBy({ by, repositories: ["SHOP/web", "SHOP/api"] })).toBe(sentence);
});
