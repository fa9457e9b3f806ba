import { expect, test } from "vitest";
import { type BatchedLink, planLinkBatch } from "./plan-link-batch.ts";

const linked: BatchedLink = { name: "A/1", state: "linked" };
const failed: BatchedLink = { name: "A/2", state: "failed" };
const waiting: BatchedLink = { name: "A/3", state: "waiting" };

test.each([
  ["begins where nothing was asked before", [], ["A/1"], true, ["A/1"]],
  ["takes each once", [], ["A/1", "A/1"], true, ["A/1"]],
  ["forgets what is over", [linked, failed], ["A/4"], true, ["A/4"]],
  ["joins what is under way", [linked, waiting], ["A/4"], false, ["A/4"]],
  ["leaves what waits already", [waiting], ["A/3", "A/4"], false, ["A/4"]],
  ["tries again what failed, beside what was linked", [linked, failed], ["A/2"], false, ["A/2"]],
  [
    "links again what was linked, and may be unlinked since",
    [linked, waiting],
    ["A/1"],
    false,
    ["A/1"],
  ],
])("asking for links %s", (_, known, names, isNew, wanted) => {
  expect(planLinkBatch(known, names)).toEqual({ isNew, wanted });
});
