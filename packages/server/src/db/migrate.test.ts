import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateToLatest } from "./migrate.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";

let folder: string;
let db: Kysely<unknown>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-"));
  db = new Kysely<unknown>({ dialect: createSqliteDialect(join(folder, "test.sqlite")) });
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const creates = (table: string) => ({
  up: async (on: Kysely<unknown>) => {
    await sql`create table ${sql.table(table)} (id integer)`.execute(on);
  },
});

async function tableNames(): Promise<string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name);
}

test("a database that a newer version has updated is refused, with what to do", async () => {
  await migrateToLatest(db, { "0001-a": creates("a"), "0002-b": creates("b") });
  await expect(migrateToLatest(db, { "0001-a": creates("a") })).rejects.toThrow(
    "updated by a newer version of this service (its migration 0002-b is not known here). Start that version",
  );
});

test("a migration that fails leaves nothing of it behind", async () => {
  const breaks = {
    up: async (on: Kysely<unknown>) => {
      await creates("half").up(on);
      throw new Error("out of luck");
    },
  };
  await expect(migrateToLatest(db, { "0001-breaks": breaks })).rejects.toThrow("out of luck");
  expect(await tableNames()).toEqual([]);
});

test("only what is new is run", async () => {
  await migrateToLatest(db, { "0001-a": creates("a") });
  await migrateToLatest(db, { "0001-a": creates("a"), "0002-b": creates("b") });
  expect(await tableNames()).toEqual(["a", "b"]);
});
