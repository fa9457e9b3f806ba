import { describe, expect, test } from "vitest";
import { describeActivity } from "./describe-activity.ts";
import type { Part } from "./sentence.tsx";

const ann = { id: "1", name: "Ann", email: "ann@example.com" };
const SHA = "c".repeat(40);

/** As it is read. */
function read(parts: readonly Part[]): string {
  const words = parts.map((part) => {
    if (typeof part === "string") return part;
    if (part.kind === "name") return part.text;
    if (part.kind === "commit") {
      const { sha, repository } = part;
      return sha.slice(0, 3) + (repository === undefined ? "" : ` of ${repository}`);
    }
    return part.kind === "release" ? part.version : "an event";
  });
  return words.join("");
}

describe("what happened to an issue", () => {
  test.each([
    ["first_seen", {}, "It was seen for the first time."],
    ["referenced_in_commit", { commit: SHA }, "It was named in commit ccc."],
    [
      "set_resolved_in_commit",
      { commit: SHA, repository: "SHOP/web" },
      "It was resolved in commit ccc of SHOP/web.",
    ],
    [
      "set_resolved_in_release",
      { version: "1.0", commit: SHA },
      "It was resolved in release 1.0, which has commit ccc.",
    ],
    ["set_resolved_in_release", { version: "" }, "It was resolved in the next release."],
    ["set_unresolved", {}, "It is open again: what it was ignored until has come."],
    [
      "set_regression",
      { event_id: "e", version: "2.0", resolved_in_version: "1.0" },
      "It came back with an event in release 2.0, after it was resolved in 1.0.",
    ],
    ["set_regression", { version: "" }, "It came back."],
    ["something_else", {}, "something else."],
  ])("by itself, %s with %o, is a sentence", (type, data, sentence) => {
    expect(read(describeActivity({ type, user: null, data }))).toBe(sentence);
  });

  test.each([
    ["set_resolved", {}, "Ann resolved it."],
    ["set_resolved_in_commit", { commit: SHA }, "Ann resolved it in commit ccc."],
    ["set_resolved_in_release", { version: "1.0" }, "Ann resolved it in release 1.0."],
    ["set_unresolved", {}, "Ann reopened it."],
    ["set_ignored", {}, "Ann ignored it."],
    ["assigned", { assignee: "1", assigneeName: "Ann" }, "Ann took it."],
    ["assigned", { assignee: "2", assigneeName: "Bob" }, "Ann assigned it to Bob."],
    ["unassigned", {}, "Ann took the assignment away."],
  ])("by somebody, %s with %o, is a sentence", (type, data, sentence) => {
    expect(read(describeActivity({ type, user: ann, data }))).toBe(sentence);
  });
});
