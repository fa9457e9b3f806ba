import type { TestProject } from "vitest/node";
import { openDatabase } from "../src/db/database.ts";
import { createPostgresDatabase, startPostgres } from "./start-postgres.ts";
import { readTemplate } from "./test-databases.ts";

/** One server for all test files of a run; its databases are copies of one that has all tables. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const template = await createPostgresDatabase(server.url);
  await (await openDatabase(template)).destroy();
  project.provide("postgres", await readTemplate(server.url, template));
  return () => server.stop();
}
