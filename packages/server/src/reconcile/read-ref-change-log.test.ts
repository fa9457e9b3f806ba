import { expect, test } from "vitest";
import type { LoggedRefChange, RefSource } from "../commits/types.ts";
import { readRefChangeLog } from "./read-ref-change-log.ts";

const entry = (id: number): LoggedRefChange => ({
  id,
  ref: "refs/heads/main",
  refType: "branch",
  type: "update",
  fromSha: `${id}`,
  toSha: `${id + 1}`,
});

function logOf(...ids: number[]): RefSource & { read: number[] } {
  const read: number[] = [];
  async function* list() {
    await Promise.resolve();
    for (const id of ids) {
      read.push(id);
      yield entry(id);
    }
  }
  async function* listRefs() {}
  return { read, listRefs, listRefChanges: () => Promise.resolve(list()) };
}

test.each<[string, number[], number | null, number[], boolean, number | null]>([
  ["nothing new: one entry is read", [9, 8, 7], 9, [], true, 9],
  ["what is new comes oldest first", [9, 8, 7], 7, [8, 9], true, 9],
  ["an entry that is gone by now is passed all the same", [9, 7], 8, [9], true, 9],
  ["a log that was cut off may lack some", [9, 8], 5, [8, 9], false, 9],
  ["a log that was empty lacks none", [2, 1], 0, [1, 2], true, 2],
  ["an empty log stays where it was", [], 0, [], true, 0],
  ["a log that was never read only says where to begin", [9, 8], null, [], false, 9],
  ["what comes again since somebody pushed meanwhile", [9, 8, 9, 8, 7], 7, [8, 9], true, 9],
  ["a log in another order is not used", [7, 8, 9], 6, [], false, null],
])("%s", async (_name, ids, after, changes, isComplete, newestId) => {
  const log = await readRefChangeLog(logOf(...ids), after);
  expect(log.changes.map(({ id }) => id)).toEqual(changes);
  expect(log).toMatchObject({ isComplete, newestId });
});

test("no more of the log is read than is new", async () => {
  const log = logOf(9, 8, 7, 6);
  await readRefChangeLog(log, 8);
  expect(log.read).toEqual([9, 8]);
});

test("a host without a log is told", async () => {
  const source = { ...logOf(), listRefChanges: () => Promise.resolve("unavailable" as const) };
  const expected = { changes: [], isComplete: false, newestId: null };
  expect(await readRefChangeLog(source, 3)).toEqual(expected);
});
