import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";

/** What a job that waits is waiting for. */
export interface Turn {
  /** The job that its lane is at: it itself when none comes before it. */
  first: { id: number; kind: string; lastError: string | null };
  /** How many jobs of its lane come before it. */
  ahead: number;
  /** When the first is tried again, in epoch milliseconds; null when that is under way, or due. */
  nextAttemptAt: number | null;
}

/** @returns undefined when nothing of the lane waits */
export async function findTurn(
  db: Database,
  { id, lane }: { id: number; lane: string },
): Promise<Turn | undefined> {
  const waiting = db.selectFrom("jobs").where("lane", "=", lane).where("state", "=", "waiting");
  const first = await waiting
    .select(["id", "kind", "lastError", "runAt"])
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (!first) return undefined;
  const { ahead } = await waiting
    .where("id", "<", id)
    .select((eb) => eb.fn.countAll<number>().as("ahead"))
    .executeTakeFirstOrThrow();
  const { runAt, ...job } = first;
  const isLater = runAt > Date.now() && !(await isLeased(db, lane));
  return { first: job, ahead, nextAttemptAt: isLater ? runAt : null };
}

async function isLeased(db: Database, lane: string): Promise<boolean> {
  const lease = await db
    .selectFrom("lanes")
    .select("name")
    .where("name", "=", lane)
    .where("leasedBy", "is not", null)
    .where("leasedUntil", ">", await readDatabaseTime(db))
    .executeTakeFirst();
  return lease !== undefined;
}
