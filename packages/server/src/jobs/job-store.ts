import type { Database } from "../db/database.ts";
import type { NewJob } from "./types.ts";

/** Adds a job at the end of its lane, unless one with its dedupe key is known. */
export function insertJob(trx: Database, job: NewJob, now: number): Promise<void> {
  return insertJobs(trx, [job], now);
}

/** The same for several, in their order. What they have in common is written once. */
export async function insertJobs(trx: Database, jobs: NewJob[], now: number): Promise<void> {
  const wanted = await leaveOutWaiting(trx, jobs);
  if (wanted.length === 0) return;
  const lanes = new Map(wanted.map((job) => [job.lane, toLane(job, now)]));
  await trx
    .insertInto("lanes")
    .values([...lanes.values()])
    .onConflict((conflict) =>
      // A lane that knows when it is next due is only locked, so that no claim passes by the new job.
      conflict.column("name").doUpdateSet({ nextRunAt: now }).where("lanes.nextRunAt", "is", null),
    )
    .execute();
  await trx
    .insertInto("jobs")
    .values(wanted.map((job) => toRow(job, now)))
    .onConflict((conflict) =>
      conflict.column("dedupeKey").where("dedupeKey", "is not", null).doNothing(),
    )
    .execute();
}

async function leaveOutWaiting(trx: Database, jobs: NewJob[]): Promise<NewJob[]> {
  const wanted: NewJob[] = [];
  for (const job of jobs) {
    const isKnown = ({ lane, kind }: NewJob) => lane === job.lane && kind === job.kind;
    if (job.unlessWaiting && (wanted.some(isKnown) || (await isWaiting(trx, job)))) continue;
    wanted.push(job);
  }
  return wanted;
}

function toLane({ lane, organizationId, integrationId }: NewJob, now: number) {
  return { name: lane, organizationId, integrationId: integrationId ?? null, nextRunAt: now };
}

function toRow({ lane, kind, dedupeKey, requestId, payload }: NewJob, now: number) {
  return {
    lane,
    kind,
    dedupeKey: dedupeKey ?? null,
    requestId: requestId ?? null,
    payload: JSON.stringify(payload),
    state: "waiting" as const,
    runAt: now,
    createdAt: now,
  };
}

async function isWaiting(trx: Database, { lane, kind }: NewJob): Promise<boolean> {
  const job = await trx
    .selectFrom("jobs")
    .select("id")
    .where("lane", "=", lane)
    .where("state", "=", "waiting")
    .where("kind", "=", kind)
    .where("attempts", "=", 0)
    .executeTakeFirst();
  return job !== undefined;
}

/** What waits in these lanes for its next attempt need not wait: what it waited for has come. */
export async function wakeLanes(trx: Database, lanes: string[], now = Date.now()): Promise<void> {
  if (lanes.length === 0) return;
  // The lanes first, as who ends an attempt does: two that lock in one order never wait for each other.
  await trx
    .updateTable("lanes")
    .set({ nextRunAt: now })
    .where("name", "in", lanes)
    .where("nextRunAt", ">", now)
    .execute();
  await trx
    .updateTable("jobs")
    .set({ runAt: now })
    .where("lane", "in", lanes)
    .where("state", "=", "waiting")
    .where("runAt", ">", now)
    .execute();
}
