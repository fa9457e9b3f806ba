import { type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";
import { isPostgres } from "./is-postgres.ts";

/**
 * The time that all replicas agree on, whatever their own clocks say: that of the database, as the
 * transaction began, in epoch milliseconds. With SQLite there is one process, and its clock.
 */
export function databaseTime(db: Database): RawBuilder<number> {
  if (!isPostgres(db)) return sql<number>`${Date.now()}`;
  return sql<number>`(extract(epoch from now()) * 1000)::bigint`;
}

/** The same, read in the caller's transaction. */
export async function readDatabaseTime(trx: Database): Promise<number> {
  if (!isPostgres(trx)) return Date.now();
  const { rows } = await sql<{ now: number }>`select ${databaseTime(trx)} as now`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error("The database did not tell its time.");
  return row.now;
}
