import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { FIRST_SIGHT_COMMITS, recordRefChange } from "./record-ref-change.ts";
import type { CommitRange, CommitSource, RefChange, SourceCommit } from "./types.ts";

const MAIN = "refs/heads/main";
const limit = FIRST_SIGHT_COMMITS;

type Asked = CommitRange & { limit?: number };

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
});

afterEach(() => db.destroy());

interface Host {
  /** Ends of ranges that are not there. */
  gone?: string[];
  /** Which commit is behind an object; nothing when it is none. */
  behind?: Record<string, string>;
}

/** @returns the ranges that were asked of the host, and what came of it */
async function ask(change: RefChange, { gone = [], behind = {} }: Host = {}) {
  const asked: Asked[] = [];
  const source: CommitSource = {
    getDefaultBranch: () => Promise.reject(new Error("It is asked once for a push")),
    resolveCommit: (ref) => Promise.resolve(behind[ref]),
    listCommits(range) {
      asked.push(range);
      const isUnknown = [range.since, range.until].some((end) => end && gone.includes(end));
      return Promise.resolve(isUnknown ? "unknown" : noCommits());
    },
    async *getPatchSets() {},
  };
  const deps = { db, publicUrl: "http://localhost", enqueue };
  const owner = { id: 1, organizationId: 1 };
  const context = { defaultBranch: MAIN, receivedAt: 0 };
  const recorded = await recordRefChange(deps, owner, source, change, context);
  return { asked, recorded };
}

async function* noCommits(): AsyncGenerator<SourceCommit> {}

const branch = { ref: "refs/heads/feature", refType: "branch" as const, fromSha: "a", toSha: "b" };
const main = { ...branch, ref: MAIN };
const tag = { ref: "refs/tags/v1", refType: "tag" as const, fromSha: "s", toSha: "t" };

test.each<[string, RefChange, Host, Asked[]]>([
  ["an updated branch: what it gained", { ...branch, type: "update" }, {}, [range("b", "a")]],
  ["the default branch likewise", { ...main, type: "update" }, {}, [range("b", "a")]],
  [
    "its old end is gone after a forced push: what the default branch does not have",
    { ...branch, type: "update" },
    { gone: ["a"] },
    [range("b", "a"), { ...range("b", MAIN), limit }],
  ],
  [
    "a new branch: what the default branch does not have",
    { ...branch, type: "add" },
    {},
    [{ ...range("b", MAIN), limit }],
  ],
  [
    "a new branch before there is a default branch: the newest commits",
    { ...branch, type: "add" },
    { gone: [MAIN] },
    [
      { ...range("b", MAIN), limit },
      { until: "b", limit },
    ],
  ],
  [
    "a new default branch: its newest commits",
    { ...main, type: "add" },
    {},
    [{ until: "b", limit }],
  ],
  [
    "a tag: what the default branch does not have, from the commit behind the tag",
    { ...tag, type: "add" },
    { behind: { t: "c" } },
    [{ ...range("c", MAIN), limit }],
  ],
  [
    "a moved tag likewise: where it was tells nothing",
    { ...tag, type: "update" },
    { behind: { t: "c" } },
    [{ ...range("c", MAIN), limit }],
  ],
  ["a tag of a file: nothing", { ...tag, type: "add" }, {}, []],
  ["a deleted branch: nothing", { ...branch, type: "delete" }, {}, []],
])("%s", async (_name, change, host, ranges) => {
  expect((await ask(change, host)).asked).toEqual(ranges);
});

test("only a branch is the default branch, and a deletion moves nothing there", async () => {
  const moves = async (change: RefChange) => {
    const { recorded } = await ask(change, { behind: { t: "c" } });
    return recorded !== "unknown" && recorded.onDefaultBranch;
  };
  expect(await moves({ ...main, type: "update" })).toBe(true);
  expect(await moves({ ...branch, type: "update" })).toBe(false);
  expect(await moves({ ...tag, type: "add" })).toBe(false);
  expect(await moves({ ...main, type: "delete" })).toBe(false);
});

function range(until: string, since: string): CommitRange {
  return { since, until };
}

test("what the host has nothing of is unknown: neither recorded nor dealt with", async () => {
  const gone = await ask({ ...branch, type: "update" }, { gone: ["a", "b"] });
  expect(gone.recorded).toBe("unknown");
  expect((await ask({ ...tag, type: "add" })).recorded).toBe("unknown");
  expect((await ask({ ...branch, type: "delete" })).recorded).not.toBe("unknown");
});
