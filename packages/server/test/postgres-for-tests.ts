import type { TestProject } from "vitest/node";
import { openDatabase } from "../src/db/database.ts";
import { createPostgresDatabase, startPostgres } from "./start-postgres.ts";

/** One server for all test files of a run; each test copies a database that has all tables. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const template = await createPostgresDatabase(server.url);
  await (await openDatabase(template)).destroy();
  const name = new URL(template).pathname.slice(1);
  project.provide("postgres", { url: server.url, template: name });
  return () => server.stop();
}
