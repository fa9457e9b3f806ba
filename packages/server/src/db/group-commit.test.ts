import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { GroupCommit } from "./group-commit.ts";

let folder: string;
let db: Database;
/** What each transaction was given. */
let groups: (string | null)[][];
let commits: GroupCommit<string | null>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "group-commit-"));
  db = await openDatabase(join(folder, "test.sqlite"));
  groups = [];
  commits = new GroupCommit(db, async (trx, texts) => {
    groups.push(texts);
    for (const text of texts) await sql`insert into notes (text) values (${text})`.execute(trx);
  });
  await sql`create table notes (text text not null)`.execute(db);
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** As another process sees them: what is on disk. */
async function committedNotes(): Promise<string[]> {
  const other = await openDatabase(join(folder, "test.sqlite"));
  try {
    const { rows } = await sql<{ text: string }>`select text from notes order by rowid`.execute(
      other,
    );
    return rows.map((row) => row.text);
  } finally {
    await other.destroy();
  }
}

test("a caller is told when its write is on disk, and no sooner", async () => {
  const seen = await commits.run("one").then(committedNotes);
  expect(seen).toEqual(["one"]);
});

test("what arrives in one turn is one transaction, in the order of arrival", async () => {
  await Promise.all(["a", "b", "c"].map((text) => commits.run(text)));
  expect(groups).toEqual([["a", "b", "c"]]);
  expect(await committedNotes()).toEqual(["a", "b", "c"]);
});

test("a write that fails fails alone", async () => {
  const outcomes = await Promise.allSettled(["a", null, "c"].map((text) => commits.run(text)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await committedNotes()).toEqual(["a", "c"]);
});

test("writes that arrive while a group is being written make the next one", async () => {
  const later: Promise<void>[] = [];
  const busy = new GroupCommit<string>(db, (_trx, texts) => {
    if (texts.includes("first")) later.push(busy.run("later"));
    groups.push(texts);
    return Promise.resolve();
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
