import { statfs } from "node:fs/promises";
import type { Database } from "../db/database.ts";
import { findVersion } from "../db/find-version.ts";
import { compareMigrations } from "../db/migrate.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, warning, error } = findingsOf("Database");

const MIB = 1024 * 1024;
const LITTLE_DISK = 1024 * MIB;
/** Too little for SQLite's journal, for one. */
const NO_DISK = 100 * MIB;

export async function checkDatabase(db: Database, dataDir: string): Promise<Finding[]> {
  return [
    ok(`${await findVersion(db)} answers.`),
    ...(await checkTables(db)),
    await checkDisk(dataDir),
  ];
}

/** @returns what is wrong with the tables: unless there are none, nothing else can be read */
export async function checkTables(db: Database): Promise<Finding[]> {
  const compared = await compareMigrations(db).catch(() => undefined);
  if (!compared) return [error("It has no tables yet. Start the service once.")];
  const { missing, unknown } = compared;
  if (missing.length > 0) {
    return [
      error(`It lacks the migrations ${missing.join(", ")}. Start this version of the service.`),
    ];
  }
  if (unknown.length === 0) return [];
  return [
    error(
      `A newer version of the service has been at it (${unknown.join(", ")}). Update this one, or restore a backup from before.`,
    ),
  ];
}

async function checkDisk(dataDir: string): Promise<Finding> {
  const disk = await statfs(dataDir).catch(() => undefined);
  if (!disk) return warning(`There is no DATA_DIR (${dataDir}). Set it as the service has it.`);
  const free = disk.bavail * disk.bsize;
  const told = `DATA_DIR (${dataDir}) has ${Math.floor(free / MIB)} MiB free`;
  if (free >= LITTLE_DISK) return ok(`${told}.`);
  const remedy = "Make room, or shorten EVENT_RETENTION_DAYS.";
  return free < NO_DISK ? error(`${told}. ${remedy}`) : warning(`${told}. ${remedy}`);
}
