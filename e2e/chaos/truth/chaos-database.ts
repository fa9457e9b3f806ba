import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";

/** The service's database, read from outside. */
export interface ChaosDatabase {
  /** Runs a statement that both stores understand; numbers come as numbers or as digits. */
  query<Row>(statement: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** @param where the URL of a PostgreSQL database, or the service's data folder */
export async function openChaosDatabase(where: string): Promise<ChaosDatabase> {
  if (!where.startsWith("postgres:")) return openSqlite(where);
  const client = new Client({ connectionString: where });
  await client.connect();
  return {
    query: async <Row>(statement: string) => (await client.query(statement)).rows as Row[],
    close: () => client.end(),
  };
}

function openSqlite(dataDir: string): ChaosDatabase {
  const file = join(dataDir, "sentry-bitbucket-server.sqlite");
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  return {
    query: <Row>(statement: string) => Promise.resolve(database.prepare(statement).all() as Row[]),
    close: () => Promise.resolve(database.close()),
  };
}
