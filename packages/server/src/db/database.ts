import { CamelCasePlugin, type Dialect, Kysely, sql } from "kysely";
import { StartError } from "../config/start-error.ts";
import { migrateToLatest } from "./migrate.ts";
import { createPostgresDialect, WITHOUT_LIMITS } from "./postgres-dialect.ts";
import type { Schema } from "./schema.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";

/**
 * The database, or a transaction on it. Inside `transaction().execute(trx => …)` use `trx` alone:
 * SQLite has one connection, so a query outside of the transaction would wait for it for ever.
 */
export type Database = Kysely<Schema>;

export interface ConnectOptions {
  /** Waits as long as a statement takes: for who reads or changes all there is. @default false */
  isPatient?: boolean;
}

/**
 * Opens the database and brings its tables up to date.
 * @param address the URL of a PostgreSQL database, or the file of a SQLite one
 * @throws StartError when there is none, or a newer version of the service has been at it
 */
export async function openDatabase(
  address: string,
  { isPatient = false }: ConnectOptions = {},
): Promise<Database> {
  const db = await connectDatabase(address, { isPatient: true });
  try {
    await migrateToLatest(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  if (isPatient || !isPostgresUrl(address)) return db;
  await db.destroy();
  return connectDatabase(address);
}

/**
 * Opens the database as it is, for who only looks at it.
 * @param address as above
 * @throws StartError when there is none
 */
export async function connectDatabase(
  address: string,
  { isPatient = false }: ConnectOptions = {},
): Promise<Database> {
  const db = new Kysely<Schema>({
    dialect: createDialect(address, isPatient),
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

function createDialect(address: string, isPatient: boolean): Dialect {
  if (!isPostgresUrl(address)) return createSqliteDialect(address);
  return createPostgresDialect(address, isPatient ? WITHOUT_LIMITS : {});
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
