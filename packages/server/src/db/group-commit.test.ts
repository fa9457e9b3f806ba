import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  openSharedTestDatabase,
  openTestDatabase,
  type SharedTestDatabase,
} from "../../test/open-test-database.ts";
import { GroupCommit } from "./group-commit.ts";

let shared: SharedTestDatabase;
/** What each transaction was given. */
let groups: (string | null)[][];
let commits: GroupCommit<string | null, string>;

beforeEach(async () => {
  shared = await openSharedTestDatabase();
  groups = [];
  let number = 0;
  commits = new GroupCommit(shared.db, async (trx, texts) => {
    groups.push(texts);
    for (const text of texts)
      await sql`insert into notes (number, text) values (${++number}, ${text})`.execute(trx);
    return texts.map((text) => `wrote ${text}`);
  });
  await sql`create table notes (number integer, text text not null)`.execute(shared.db);
});

afterEach(() => shared.close());

/** As another process sees them: what is on disk. */
async function committedNotes(): Promise<string[]> {
  const query = sql<{ text: string }>`select text from notes order by number`;
  const { rows } = await query.execute(shared.other);
  return rows.map((row) => row.text);
}

test("a caller is told when its write is on disk, and no sooner", async () => {
  const seen = await commits.run("one").then(committedNotes);
  expect(seen).toEqual(["one"]);
});

test("what arrives in one turn is one transaction, in the order of arrival", async () => {
  const told = await Promise.all(["a", "b", "c"].map((text) => commits.run(text)));
  expect(told).toEqual(["wrote a", "wrote b", "wrote c"]);
  expect(groups).toEqual([["a", "b", "c"]]);
  expect(await committedNotes()).toEqual(["a", "b", "c"]);
});

test("a write that fails fails alone", async () => {
  const outcomes = await Promise.allSettled(["a", null, "c"].map((text) => commits.run(text)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await committedNotes()).toEqual(["a", "c"]);
});

test("writes that arrive while a group is being written make the next one", async () => {
  const later: Promise<string>[] = [];
  const busy = new GroupCommit<string, string>(shared.db, (_trx, texts) => {
    if (texts.includes("first")) later.push(busy.run("later"));
    groups.push(texts);
    return Promise.resolve(texts);
  });
  await busy.run("first");
  await Promise.all(later);
  expect(groups).toEqual([["first"], ["later"]]);
});

test("any number of writes at once are all written", async () => {
  const texts = Array.from({ length: 350 }, (_, n) => String(n));
  await Promise.all(texts.map((text) => commits.run(text)));
  expect(await committedNotes()).toEqual(texts);
});

test("where no transaction can begin, one is tried and all are told", async () => {
  const gone = await openTestDatabase();
  await gone.destroy();
  const tries = vi.spyOn(gone, "transaction");
  const away = new GroupCommit<string, string>(gone, (_trx, texts) => Promise.resolve(texts));
  const outcomes = await Promise.allSettled(["a", "b", "c"].map((text) => away.run(text)));
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(tries).toHaveBeenCalledTimes(1);
});
