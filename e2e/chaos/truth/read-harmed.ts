import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ChaosWorld } from "../chaos-world.ts";
import type { ChaosDatabase } from "./chaos-database.ts";
import type { Fact } from "./fact.ts";
import { readRecorded } from "./read-recorded.ts";

/**
 * Does harm to what a run has left, and leaves the run's own database as it is.
 * @param statement that does it, on either store
 * @returns what is recorded after it
 */
export function readHarmed(world: ChaosWorld, statement: string): Promise<Fact[]> {
  return world.databaseUrl === undefined
    ? harmCopy(world.database, world.folder, statement, readRecorded)
    : readBeforeRollback(world, statement);
}

/**
 * Does harm to a copy of an SQLite database.
 * @param folder for the copy
 * @returns what `read` gives of it
 */
export async function harmCopy<T>(
  database: ChaosDatabase,
  folder: string,
  statement: string,
  read: (harmed: ChaosDatabase) => Promise<T>,
): Promise<T> {
  const file = join(folder, "harmed.sqlite");
  rmSync(file, { force: true });
  await database.query(`vacuum into '${file}'`);
  using copy = new DatabaseSync(file);
  copy.exec(`pragma foreign_keys = on; ${statement}`);
  return await read({
    query: <Row>(question: string) => Promise.resolve(copy.prepare(question).all() as Row[]),
    close: () => Promise.resolve(),
  });
}

async function readBeforeRollback({ database }: ChaosWorld, statement: string): Promise<Fact[]> {
  await database.query("begin");
  try {
    await database.query(statement);
    return await readRecorded(database);
  } finally {
    await database.query("rollback");
  }
}
