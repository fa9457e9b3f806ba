import { expect, test } from "vitest";
import { judgeIssue } from "./judge-issue.ts";

/** Epoch milliseconds; the commit came at 100. */
const at = (time: number) => new Date(time).toISOString();
const opened = (time: number) => ({ type: "set_unresolved", dateCreated: at(time) });
const resolved = (time: number) => ({ type: "set_resolved_in_release", dateCreated: at(time) });

test.each([
  ["an open issue", "unresolved", [], null, "resolve"],
  ["an archived issue", "ignored", [], null, "resolve"],
  ["an issue that somebody resolved", "resolved", [], null, "skip"],
  ["one that was opened again before the commit came", "unresolved", [opened(50)], null, "resolve"],
  ["one that was opened again after the commit came", "unresolved", [opened(150)], null, "skip"],
  [
    "a resolved one that we asked for without an answer",
    "resolved",
    [resolved(210)],
    200,
    "arrived",
  ],
  ["an open one that we asked for without an answer", "unresolved", [], 200, "resolve"],
  [
    "one that we asked for, and that was opened again",
    "unresolved",
    [resolved(210), opened(220)],
    200,
    "skip",
  ],
  ["one that we asked for, and that came back", "unresolved", [resolved(210)], 200, "skip"],
])("%s", (_what, status, activity, sendingSince, kind) => {
  const verdict = judgeIssue({ askedAt: 100, sendingSince }, { status, activity });
  expect(verdict.kind).toBe(kind);
});
