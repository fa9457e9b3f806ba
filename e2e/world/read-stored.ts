import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { queryDatabase } from "./service-database.ts";
import type { Service } from "./start-service.ts";

/** Everything that a service has stored, as text: what can be read by who reads its database. */
export async function readStored(
  service: Pick<Service, "dataDir" | "databaseUrl">,
): Promise<string> {
  if (service.databaseUrl === undefined) return readSqliteFiles(service.dataDir);
  const tables = await queryDatabase<{ name: string }>(
    service,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const read: unknown[] = [];
  for (const { name } of tables) {
    const rows = await queryDatabase(service, `select * from ${name}`);
    read.push(...rows.flatMap((row) => Object.values(row)));
  }
  return read.map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : value)).join();
}

/** The bytes of all SQLite files of a folder, journals included, as text. */
export function readSqliteFiles(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.includes("sqlite"))
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("");
}
