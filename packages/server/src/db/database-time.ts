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
