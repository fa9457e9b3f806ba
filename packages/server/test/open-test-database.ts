import { inject } from "vitest";
import { type Database, openDatabase } from "../src/db/database.ts";
import { createTestStore } from "./test-store.ts";

/**
 * An empty database with all its tables, gone when it is closed. Tests open theirs here and run on
 * both stores; those of what is SQLite's own are in `db/sqlite-dialect.test.ts`.
 */
export async function openTestDatabase(): Promise<Database> {
  if (!inject("postgres")) return openDatabase(":memory:");
  const { address, remove } = await createTestStore();
  const db = await openDatabase(address);
  const close = db.destroy.bind(db);
  return Object.assign(db, { destroy: () => close().then(remove) });
}

export interface SharedTestDatabase {
  db: Database;
  /** What another process sees: only what has been committed. */
  other: Database;
  close(): Promise<void>;
}

/** As above, over two connections. */
export async function openSharedTestDatabase(): Promise<SharedTestDatabase> {
  const { address, remove } = await createTestStore();
  const [db, other] = [await openDatabase(address), await openDatabase(address)];
  return {
    db,
    other,
    async close() {
      await Promise.all([db.destroy(), other.destroy()]);
      await remove();
    },
  };
}
