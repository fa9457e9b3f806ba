import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Client, TypeOverrides, types } from "pg";
import { eventually } from "./eventually.ts";
import type { Service } from "./start-service.ts";

/*
 * The database of a service that runs in this process, for what its API does not tell, and for what
 * has to have happened long ago. End-to-end tests reach it through this file alone. Statements run on
 * both stores; `?` stands for a value.
 */

type Owner = Pick<Service, "dataDir" | "databaseUrl">;

/** @returns what a statement reads */
export async function queryDatabase<Row = Record<string, unknown>>(
  service: Owner,
  statement: string,
  ...values: SQLInputValue[]
): Promise<Row[]> {
  if (service.databaseUrl !== undefined)
    return (await runOnPostgres(service.databaseUrl, statement, values)) as Row[];
  return runOnSqlite(service, statement, (database) => {
    return database.prepare(statement).all(...values) as Row[];
  });
}

/** Writes, as if the service had. */
export async function changeDatabase(
  service: Owner,
  statement: string,
  ...values: SQLInputValue[]
): Promise<void> {
  await queryDatabase(service, statement, ...values);
}

async function runOnPostgres(url: string, statement: string, values: SQLInputValue[]) {
  let place = 0;
  const numbered = statement.replace(/\?/g, () => `$${++place}`);
  const numbers = new TypeOverrides();
  numbers.setTypeParser(types.builtins.INT8, Number);
  const client = new Client({ connectionString: url, types: numbers });
  await client.connect();
  try {
    return (await client.query(numbered, values)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/**
 * Tries until the service lets it: that may be within a transaction, which only goes on when this
 * process does.
 */
async function runOnSqlite<Result>(
  { dataDir }: Owner,
  statement: string,
  use: (database: DatabaseSync) => Result,
): Promise<Result> {
  using database = new DatabaseSync(join(dataDir, "sentry-bitbucket-server.sqlite"), {
    timeout: 0,
  });
  const { result } = await eventually(`"${statement}"`, () => {
    try {
      return Promise.resolve({ result: use(database) });
    } catch (error) {
      if (error instanceof Error && error.message === "database is locked")
        return Promise.resolve(undefined);
      throw error;
    }
  });
  return result;
}
