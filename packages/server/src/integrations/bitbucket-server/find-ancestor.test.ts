import { expect, test } from "vitest";
import { findAncestor } from "./find-ancestor.ts";

/** `e` merged `d` into `c`; newest first, with `b` out of order as wrong clocks make it. */
const history = [
  { sha: "e", parents: ["c", "d"] },
  { sha: "d", parents: ["b"] },
  { sha: "b", parents: ["a"] },
  { sha: "c", parents: ["b"] },
  { sha: "a", parents: [] },
];

async function* read() {
  yield* await Promise.resolve(history);
}

test.each([
  [[], "e"],
  [[0], "c"],
  [[1], "d"],
  [[0, 0], "b"],
  [[0, 0, 0], "a"],
  [[1, 0, 0], "a"],
  [[2], undefined],
  [[0, 0, 0, 0], undefined],
])("the steps %j lead to %s", async (steps, sha) => {
  expect(await findAncestor(read(), "e", steps)).toBe(sha);
});
