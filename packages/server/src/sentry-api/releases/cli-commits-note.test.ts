import { expect, test } from "vitest";
import { cliCommitsNote } from "./cli-commits-note.ts";

test.each([
  ["none", null, []],
  ["done", null, []],
  ["done", "The newest 100.", [{ id: "done: The newest 100." }]],
  ["pending", null, [{ id: "pending" }]],
  ["pending", "Away.", [{ id: "pending: Away." }]],
  ["failed", "No v9.", [{ id: "failed: No v9." }]],
] as const)("%s with the reason %s", (commitsState, commitsReason, expected) => {
  expect(cliCommitsNote({ commitsState, commitsReason })).toEqual(expected);
});
