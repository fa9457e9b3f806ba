import type { Database } from "../db/database.ts";
import { lockRows } from "../db/row-locks.ts";
import type { JobState } from "../db/schema.ts";
import { recordAttempt } from "./attempt-store.ts";
import { findHead, freeLane } from "./lane-store.ts";
import type { ClaimedJob } from "./types.ts";

/** How an attempt ended. A job that stays `waiting` runs again at `runAt`. */
export interface AttemptOutcome {
  state: JobState;
  runAt?: number;
  /** When it is not to count as an attempt. */
  attempts?: number;
  lastError?: string;
  finishedAt?: number;
}

export interface EndedAttempt {
  job: ClaimedJob;
  outcome: AttemptOutcome;
}

/**
 * Writes the outcomes and frees the lanes for their next jobs. An outcome is left out when the lease
 * went to another worker in the meantime: that one runs the job again, and its outcome counts.
 * @param onSetAside called for each job that is given up. @default nobody
 */
export async function endAttempts(
  trx: Database,
  worker: string,
  ended: EndedAttempt[],
  onSetAside: (trx: Database, job: ClaimedJob, reason: string) => Promise<void> = () =>
    Promise.resolve(),
): Promise<void> {
  for (const { job, outcome } of ended) {
    const lane = trx
      .selectFrom("lanes")
      .select("name")
      .where("name", "=", job.lane)
      .where("leasedBy", "=", worker);
    if (!(await lockRows(trx, lane).executeTakeFirst())) continue;
    await endAttempt(trx, job, outcome);
    if (outcome.state === "set_aside") await onSetAside(trx, job, outcome.lastError ?? "");
    await freeLane(trx, job.lane, (await findHead(trx, job.lane))?.runAt ?? null);
  }
}

/** What went well needs no row of its own: its times are those of the job. */
async function endAttempt(
  trx: Database,
  { id: jobId, startedAt }: ClaimedJob,
  outcome: AttemptOutcome,
): Promise<void> {
  const isDone = outcome.state === "done";
  await trx
    .updateTable("jobs")
    .set(isDone ? outcome : { ...outcome, startedAt: null })
    .where("id", "=", jobId)
    .execute();
  if (outcome.lastError === undefined) return;
  const finishedAt = Date.now();
  await recordAttempt(trx, { jobId, startedAt, finishedAt, error: outcome.lastError });
}
