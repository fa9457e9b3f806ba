import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { wakeLanes } from "./job-store.ts";
import { findTurn } from "./turn-store.ts";

/** A job that waits. */
interface WaitingJob {
  id: number;
  lane: string;
}

/**
 * What a lane waits for need not wait for its time: the first job is tried at once, and those behind it have
 * their turn when that goes well. The attempt counts as any other.
 * @returns false when an attempt is under way, or due
 */
export async function tryLaneNow(trx: Database, job: WaitingJob): Promise<boolean> {
  const turn = await findTurn(trx, job);
  if (!turn || turn.nextAttemptAt === null) return false;
  await wakeLanes(trx, [job.lane]);
  return true;
}

/** The same as the act of a person, for one job. */
export function tryJobNow(
  db: Database,
  { organizationId, actor, job }: { organizationId: number; actor: Actor; job: WaitingJob },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLaneNow(trx, job))) return false;
    const target = `job ${job.id}`;
    await recordAct(trx, { organizationId, event: "job.replay", actor, target });
    return true;
  });
}
