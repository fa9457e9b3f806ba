import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { GroupCommit } from "./group-commit.ts";

let folder: string;
let db: Database;
let commits: GroupCommit;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "group-commit-"));
  db = await openDatabase(join(folder, "test.sqlite"));
  commits = new GroupCommit(db);
  await sql`create table notes (text text not null)`.execute(db);
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const note = (text: string | null) => async (trx: Database) => {
  await sql`insert into notes (text) values (${text})`.execute(trx);
  return text;
};

/** As another process sees them: what is on disk. */
function committedNotes(): string[] {
  const other = new DatabaseSync(join(folder, "test.sqlite"), { readOnly: true });
  try {
    const rows = other.prepare("select text from notes order by rowid").all();
    return rows.map(({ text }) => String(text));
  } finally {
    other.close();
  }
}

test("a caller is told when its write is on disk, and no sooner", async () => {
  const seen = await commits.run(note("one")).then(committedNotes);
  expect(seen).toEqual(["one"]);
});

test("what arrives in one turn is one transaction, in the order of arrival", async () => {
  const during: number[] = [];
  const write = (text: string) => async (trx: Database) => {
    during.push(committedNotes().length);
    return note(text)(trx);
  };
  expect(await Promise.all(["a", "b", "c"].map((text) => commits.run(write(text))))).toEqual([
    "a",
    "b",
    "c",
  ]);
  expect(during).toEqual([0, 0, 0]);
  expect(committedNotes()).toEqual(["a", "b", "c"]);
});

test("a write that fails fails alone", async () => {
  const outcomes = await Promise.allSettled(
    ["a", null, "c"].map((text) => commits.run(note(text))),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(committedNotes()).toEqual(["a", "c"]);
});

test("writes that arrive while a group is being written make the next one", async () => {
  const later: Promise<unknown>[] = [];
  await commits.run(async (trx) => {
    later.push(commits.run(note("later")));
    return note("first")(trx);
  });
  await Promise.all(later);
  expect(committedNotes()).toEqual(["first", "later"]);
});

test("any number of writes at once are all written", async () => {
  const texts = Array.from({ length: 350 }, (_, n) => String(n));
  await Promise.all(texts.map((text) => commits.run(note(text))));
  expect(committedNotes()).toEqual(texts);
});
