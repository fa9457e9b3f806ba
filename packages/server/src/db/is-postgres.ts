import { PostgresAdapter } from "kysely";
import type { Database } from "./database.ts";

/** For the few statements that are not the same on both stores. */
export function isPostgres(db: Database): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
