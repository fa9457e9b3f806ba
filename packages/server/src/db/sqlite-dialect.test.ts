import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, afterEach, expect, test } from "vitest";
import { StartError } from "../config/start-error.ts";
import { type Database, openDatabase } from "./database.ts";

const folder = mkdtempSync(join(tmpdir(), "database-"));
const opened: Database[] = [];

async function open(name: string): Promise<Database> {
  const db = await openDatabase(join(folder, name));
  opened.push(db);
  return db;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.destroy()));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const organization = { name: "Sentry", resolveOn: "default-branch" as const, createdAt: 1 };

test("a database opened again keeps its rows and runs no migration twice", async () => {
  const first = await open("again.sqlite");
  await first
    .insertInto("organizations")
    .values({ ...organization, slug: "a" })
    .execute();
  const second = await open("again.sqlite");
  expect(await second.selectFrom("organizations").select("slug").execute()).toEqual([
    { slug: "a" },
  ]);
});

test("durability does not depend on the library's defaults", async () => {
  const db = await open("durable.sqlite");
  const read = async (pragma: string) => {
    const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${pragma}`).execute(db);
    return Object.values(rows[0] ?? {})[0];
  };
  expect(await read("journal_mode")).toBe("wal");
  // The driver does what FULL adds to it: sqlite-driver.test.ts.
  expect(await read("synchronous")).toBe(1);
  expect(await read("foreign_keys")).toBe(1);
});

test("what refers to a commit is found through an index, so that repositories are unlinked at once", async () => {
  const db = await open("indexes.sqlite");
  const references = await sql<{ table: string; isIndexed: number }>`
    select tables.name as "table", exists (
      select 1 from pragma_index_list(tables.name) indexes, pragma_index_info(indexes.name) columns
      where columns.seqno = 0 and columns.name = keys."from"
    ) as is_indexed
    from sqlite_schema tables, pragma_foreign_key_list(tables.name) keys
    where tables.type = 'table' and keys."table" = 'commits'`.execute(db);
  expect(references.rows.length).toBeGreaterThan(0);
  expect(references.rows.filter((row) => !row.isIndexed)).toEqual([]);
});

test("a transaction that has only read yet is the only one that may write", async () => {
  const db = await open("immediate.sqlite");
  const other = new DatabaseSync(join(folder, "immediate.sqlite"), { timeout: 0 });
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom("organizations").select("id").execute();
    expect(() => other.exec("begin immediate")).toThrow("database is locked");
  });
  other.close();
});

test("two processes that read and then write wait for each other instead of failing", async () => {
  const script = fileURLToPath(
    new URL("../../test/fixtures/add-organizations.ts", import.meta.url),
  );
  const db = await open("shared.sqlite");
  const write = (name: string) =>
    promisify(execFile)(process.execPath, [script, join(folder, "shared.sqlite"), name, "50"]);
  await Promise.all([write("a"), write("b")]);
  const rows = await db.selectFrom("organizations").select("id").execute();
  expect(rows).toHaveLength(100);
});

test.each([
  ["DATABASE_URL", "postgres://user:secret@127.0.0.1:1/none", "connect ECONNREFUSED"],
  ["DATA_DIR", join(folder, "none", "database.sqlite"), "unable to open database file"],
])(
  "no start without the database of %s, and no word of its password",
  async (variable, address, reason) => {
    const error: unknown = await openDatabase(address).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain(`The database of ${variable} cannot be opened: ${reason}`);
    expect(String(error)).not.toContain("secret");
  },
);
