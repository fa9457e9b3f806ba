import { CamelCasePlugin, Kysely } from "kysely";
import { migrateToLatest } from "./migrate.ts";
import type { Schema } from "./schema.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";

/**
 * The database, or a transaction on it. Inside `transaction().execute(trx => …)` use `trx` alone:
 * SQLite has one connection, so a query outside of the transaction would wait for it for ever.
 */
export type Database = Kysely<Schema>;

/** Opens the database and brings its tables up to date. */
export async function openDatabase(file: string): Promise<Database> {
  const db = new Kysely<Schema>({
    dialect: createSqliteDialect(file),
    plugins: [new CamelCasePlugin()],
  });
  await migrateToLatest(db);
  return db;
}
