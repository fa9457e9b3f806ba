import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { createTestStore, type TestStore } from "../../test/test-store.ts";
import { connectDatabase, type Database } from "./database.ts";
import { migrateToLatest } from "./migrate.ts";

let store: TestStore;
let db: Database;

beforeEach(async () => {
  store = await createTestStore({ hasTables: false });
  db = await connectDatabase(store.address);
});

afterEach(async () => {
  await db.destroy();
  await store.remove();
});

const creates = (table: string) => ({
  up: async (on: Kysely<unknown>) => {
    await sql`create table ${sql.table(table)} (id integer)`.execute(on);
  },
});

async function tableNames(): Promise<string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name).toSorted();
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

// Two connections of one process to a SQLite file would wait for each other for ever.
test.runIf(inject("postgres"))("of two that start at once one runs each migration", async () => {
  let runs = 0;
  const counted = { up: async (on: Kysely<unknown>) => (runs++, creates("a").up(on)) };
  const other = await connectDatabase(store.address);
  try {
    const known = { "0001-a": counted };
    await Promise.all([migrateToLatest(db, known), migrateToLatest(other, known)]);
  } finally {
    await other.destroy();
  }
  expect(runs).toBe(1);
  expect(await tableNames()).toEqual(["a"]);
});
