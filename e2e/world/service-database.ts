import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { eventually } from "./eventually.ts";
import type { Service } from "./start-service.ts";

/*
 * The database of a service that runs in this process, for what its API does not tell, and for what
 * has to have happened long ago. End-to-end tests reach it through this file alone.
 */

type Owner = Pick<Service, "dataDir">;

/** @returns what a statement reads */
export function queryDatabase<Row = Record<string, unknown>>(
  service: Owner,
  statement: string,
  ...values: SQLInputValue[]
): Promise<Row[]> {
  return run(service, statement, (database) => database.prepare(statement).all(...values) as Row[]);
}

/** Writes, as if the service had. */
export async function changeDatabase(
  service: Owner,
  statement: string,
  ...values: SQLInputValue[]
): Promise<void> {
  await run(service, statement, (database) => database.prepare(statement).run(...values));
}

/**
 * Tries until the service lets it: that may be within a transaction, which only goes on when this
 * process does.
 */
async function run<Result>(
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
