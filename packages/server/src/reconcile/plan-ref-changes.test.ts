import { expect, test } from "vitest";
import { type RefChange, ZERO_SHA } from "../commits/types.ts";
import { hasLateChange, planDefaultBranchChange, planRefChanges } from "./plan-ref-changes.ts";

const MAIN = "refs/heads/main";
const TAG = "refs/tags/v1";

test.each<[string, Record<string, string>, Record<string, string>, Partial<RefChange>[]]>([
  ["nothing has changed", { [MAIN]: "a" }, { [MAIN]: "a" }, []],
  [
    "a branch moved, wherever it moved",
    { [MAIN]: "a" },
    { [MAIN]: "b" },
    [{ ref: MAIN, refType: "branch", type: "update", fromSha: "a", toSha: "b" }],
  ],
  [
    "a tag is new",
    {},
    { [TAG]: "t" },
    [{ ref: TAG, refType: "tag", type: "add", fromSha: ZERO_SHA, toSha: "t" }],
  ],
  [
    "a branch was renamed: what is new comes before what is gone",
    { "refs/heads/a": "a" },
    { "refs/heads/b": "a" },
    [
      { ref: "refs/heads/b", type: "add" },
      { ref: "refs/heads/a", type: "delete", fromSha: "a", toSha: ZERO_SHA },
    ],
  ],
])("%s", (_name, recorded, now, expected) => {
  const refs = Object.entries(now).map(([ref, sha]) => ({ ref, sha }));
  expect(planRefChanges(new Map(Object.entries(recorded)), refs)).toMatchObject(expected);
});

test.each([
  ["another branch, another head: what the one has and the other had not", "a", "b", ["update"]],
  ["the same head under another name brings nothing", "a", "a", []],
  ["a branch that nobody has pushed yet brings nothing", "a", undefined, []],
  ["without a former head it is a new branch", undefined, "b", ["add"]],
])("a default branch that changed: %s", (_name, before, now, types) => {
  const changes = planDefaultBranchChange("refs/heads/develop", { before, now });
  expect(changes.map(({ type }) => type)).toEqual(types);
});

test.each([
  ["what the log tells of now is not late", ["a b"], ["a b", "b c"], false],
  ["what it told of before is", ["a b"], ["b c"], true],
  ["nothing recorded, nothing late", [], ["a b"], false],
])("%s", (_name, applied, logged, isLate) => {
  const toChanges = (moves: string[]) =>
    moves.map((move): RefChange => {
      const [fromSha = "", toSha = ""] = move.split(" ");
      return { ref: MAIN, refType: "branch", type: "update", fromSha, toSha };
    });
  expect(hasLateChange(toChanges(applied), toChanges(logged))).toBe(isLate);
});
