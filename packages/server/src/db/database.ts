import { CamelCasePlugin, Kysely, sql } from "kysely";
import { StartError } from "../config/start-error.ts";
import { migrateToLatest } from "./migrate.ts";
import { createPostgresDialect } from "./postgres-dialect.ts";
import type { Schema } from "./schema.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";

/**
 * The database, or a transaction on it. Inside `transaction().execute(trx => …)` use `trx` alone:
 * SQLite has one connection, so a query outside of the transaction would wait for it for ever.
 */
export type Database = Kysely<Schema>;

/**
 * Opens the database and brings its tables up to date.
 * @param address the URL of a PostgreSQL database, or the file of a SQLite one
 * @throws StartError when there is none, or a newer version of the service has been at it
 */
export async function openDatabase(address: string): Promise<Database> {
  const db = await connectDatabase(address);
  try {
    await migrateToLatest(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * Opens the database as it is, for who only looks at it.
 * @param address as above
 * @throws StartError when there is none
 */
export async function connectDatabase(address: string): Promise<Database> {
  const createDialect = isPostgresUrl(address) ? createPostgresDialect : createSqliteDialect;
  const db = new Kysely<Schema>({
    dialect: createDialect(address),
    plugins: [new CamelCasePlugin()],
  });
  try {
    await connect(db, isPostgresUrl(address) ? "DATABASE_URL" : "DATA_DIR");
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

export const isPostgresUrl = (address: string): boolean => /^postgres(ql)?:\/\//.test(address);

async function connect(db: Database, variable: string): Promise<void> {
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The database of ${variable} cannot be opened: ${reason}.`, { cause });
  }
}
