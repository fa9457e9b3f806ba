import type { Database } from "../db/database.ts";
import { wakeLanes } from "./job-store.ts";
import { listLanesTooFarOff } from "./lane-store.ts";

/** Longer than any job waits for its next attempt, with clocks of replicas that are apart. */
const LONGEST_WAIT_MS = 2 * 60 * 60_000;

/** What was to wait until a time that a wrong clock named, need not: after that was put right, it may be a year. */
export async function wakeLanesTooFarOff(db: Database): Promise<void> {
  const now = Date.now();
  const lanes = await listLanesTooFarOff(db, now + LONGEST_WAIT_MS);
  if (lanes.length > 0) await db.transaction().execute((trx) => wakeLanes(trx, lanes, now));
}
