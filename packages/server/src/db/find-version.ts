import { sql } from "kysely";
import type { Database } from "./database.ts";
import { isPostgres } from "./is-postgres.ts";

/** Which database this is: `PostgreSQL 18.1`, `SQLite 3.51.0`. */
export async function findVersion(db: Database): Promise<string> {
  const [name, version] = isPostgres(db)
    ? ["PostgreSQL", sql<string>`current_setting('server_version')`]
    : ["SQLite", sql<string>`sqlite_version()`];
  const { rows } = await sql<{ version: string }>`select ${version} as version`.execute(db);
  return `${name} ${rows[0]?.version}`;
}
