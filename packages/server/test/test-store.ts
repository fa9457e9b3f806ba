import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createPostgresDatabase, dropPostgresDatabase } from "./start-postgres.ts";
import { type DatabaseTemplate, giveBackTestDatabase, takeTestDatabase } from "./test-databases.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What test databases are copied from; absent in runs on SQLite. */
    postgres?: DatabaseTemplate;
  }
}

/** Where a test keeps its rows. */
export interface TestStore {
  /** As `openDatabase` takes it. Whoever opens it too sees what is committed. */
  address: string;
  remove: () => Promise<void>;
}

/**
 * A store without rows, of the kind that this run of the tests is for.
 * @param hasTables whether it may have its tables already; else they are made by who opens it
 */
export async function createTestStore({ hasTables = true } = {}): Promise<TestStore> {
  const postgres = inject("postgres");
  if (postgres && !hasTables) {
    const address = await createPostgresDatabase(postgres.url);
    return { address, remove: () => dropPostgresDatabase(address) };
  }
  if (postgres) {
    const address = await takeTestDatabase(postgres);
    return { address, remove: () => Promise.resolve(giveBackTestDatabase(address)) };
  }
  const folder = mkdtempSync(join(tmpdir(), "test-store-"));
  return {
    address: join(folder, "test.sqlite"),
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

/** @returns undefined on SQLite, where the service's own default is what is tested */
export async function createTestDatabaseUrl(): Promise<string | undefined> {
  return inject("postgres") && (await createTestStore()).address;
}
