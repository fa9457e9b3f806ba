import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../src/db/database.ts";

/**
 * An empty database with all its tables, gone when it is closed. Tests open theirs here, so that this
 * file alone decides which store they run on; those of what is SQLite's own are in
 * `db/sqlite-dialect.test.ts`.
 */
export function openTestDatabase(): Promise<Database> {
  return openDatabase(":memory:");
}

export interface SharedTestDatabase {
  db: Database;
  /** What another process sees: only what has been committed. */
  other: Database;
  close(): Promise<void>;
}

/** As above, over two connections. */
export async function openSharedTestDatabase(): Promise<SharedTestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "shared-database-"));
  const [db, other] = [await open(folder), await open(folder)];
  return {
    db,
    other,
    async close() {
      await Promise.all([db.destroy(), other.destroy()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function open(folder: string): Promise<Database> {
  return openDatabase(join(folder, "test.sqlite"));
}
