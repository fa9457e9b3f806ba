import type { SelectQueryBuilder } from "kysely";
import type { Database } from "./database.ts";
import { isPostgres } from "./is-postgres.ts";

/**
 * A transaction that waits for no other, as those of one PostgreSQL database else do: for one that
 * locks the rows by which it decides. On SQLite a transaction is always alone.
 */
export const startLockingTransaction = (db: Database) =>
  db.transaction().setIsolationLevel("read committed");

/**
 * Holds the rows of a query until the transaction ends: others that lock them wait, or, with `skip`,
 * see them not at all.
 */
export function lockRows<Tables, Table extends keyof Tables, Row>(
  trx: Database,
  query: SelectQueryBuilder<Tables, Table, Row>,
  { skip = false } = {},
): SelectQueryBuilder<Tables, Table, Row> {
  if (!isPostgres(trx)) return query;
  return skip ? query.forUpdate().skipLocked() : query.forUpdate();
}
