import type { Database } from "../db/database.ts";
import type { JobState } from "../db/schema.ts";

/** The reason of an attempt that took its process with it, or whose lane went to another worker. */
export const LEFT_OFF = "The service ended, or stood still, while it was at work on this.";

/** Former attempts that are kept of one job: those of a pause may be any number. */
const KEPT = 50;

/** One try of a job. */
export interface Attempt {
  startedAt: number;
  /** Null: it is under way, or nobody said how it ended. */
  finishedAt: number | null;
  /** Null when it went well, or is under way. */
  error: string | null;
}

/** Keeps how an attempt ended that failed, or after which its job is replayed; of the job no more than so many. */
export async function recordAttempt(
  trx: Database,
  attempt: Attempt & { jobId: number },
): Promise<void> {
  const { id } = await trx
    .insertInto("jobAttempts")
    .values(attempt)
    .returning("id")
    .executeTakeFirstOrThrow();
  const newest = trx
    .selectFrom("jobAttempts")
    .select("id")
    .where("jobId", "=", attempt.jobId)
    .orderBy("id", "desc")
    .limit(KEPT);
  await trx
    .deleteFrom("jobAttempts")
    .where("jobId", "=", attempt.jobId)
    .where("id", "<", id)
    .where("id", "not in", newest)
    .execute();
}

/** The attempts of a job that are known, oldest first. */
export async function listAttempts(
  db: Database,
  job: { id: number; state: JobState; startedAt: number | null; finishedAt: number | null },
): Promise<Attempt[]> {
  const former = await db
    .selectFrom("jobAttempts")
    .select(["startedAt", "finishedAt", "error"])
    .where("jobId", "=", job.id)
    .orderBy("id")
    .execute();
  const { startedAt, finishedAt } = job;
  return startedAt === null ? former : [...former, { startedAt, finishedAt, error: null }];
}
