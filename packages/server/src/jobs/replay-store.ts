import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import type { JobState } from "../db/schema.ts";
import { recordAttempt } from "./attempt-store.ts";

/** A job that was given up. */
export interface SetAsideJob {
  id: number;
  lane: string;
  kind: string;
  payload: unknown;
}

/** Of an organization, the oldest of them behind the one that was listed last, or the one that is asked for. */
export async function listSetAsideJobs(
  db: Database,
  organizationId: number,
  { id, after, limit }: { id?: number; after: number; limit: number },
): Promise<SetAsideJob[]> {
  let rows = db
    .selectFrom("jobs")
    .innerJoin("lanes", "lanes.name", "jobs.lane")
    .select(["jobs.id", "jobs.lane", "jobs.kind", "jobs.payload"])
    .where("lanes.organizationId", "=", organizationId)
    .where("jobs.id", ">", after)
    .where("jobs.state", "=", sql.lit("set_aside" as const));
  if (id !== undefined) rows = rows.where("jobs.id", "=", id);
  const found = await rows.orderBy("jobs.id").limit(limit).execute();
  return found.map((job) => ({ ...job, payload: JSON.parse(job.payload) as unknown }));
}

/** Lets jobs begin anew, with all their attempts. The reason of the last one stays until the next. */
export async function restartJobs(trx: Database, jobs: SetAsideJob[], now: number): Promise<void> {
  // The lanes first, as who ends an attempt does.
  await trx
    .updateTable("lanes")
    .set({ nextRunAt: now })
    .where("name", "in", [...new Set(jobs.map(({ lane }) => lane))])
    .execute();
  const ids = jobs.map(({ id }) => id);
  await keepAttempts(trx, ids);
  await trx
    .updateTable("jobs")
    .set({ state: "waiting", attempts: 0, runAt: now, startedAt: null, finishedAt: null })
    .where("id", "in", ids)
    .execute();
}

/** The attempt that did a job stands with it alone, until it begins anew. */
async function keepAttempts(trx: Database, ids: number[]): Promise<void> {
  const rows = await trx
    .selectFrom("jobs")
    .select(["id as jobId", "startedAt", "finishedAt"])
    .where("id", "in", ids)
    .where("startedAt", "is not", null)
    .$narrowType<{ startedAt: number }>()
    .execute();
  for (const attempt of rows) await recordAttempt(trx, { ...attempt, error: null });
}

/** The job with a dedupe key, in whatever state. */
export async function findJobByKey(
  db: Database,
  dedupeKey: string,
): Promise<(SetAsideJob & { state: JobState }) | undefined> {
  const job = await db
    .selectFrom("jobs")
    .select(["id", "lane", "kind", "payload", "state"])
    .where("dedupeKey", "=", dedupeKey)
    .executeTakeFirst();
  return job && { ...job, payload: JSON.parse(job.payload) as unknown };
}

export async function setPayload(trx: Database, id: number, payload: unknown): Promise<void> {
  await trx
    .updateTable("jobs")
    .set({ payload: JSON.stringify(payload) })
    .where("id", "=", id)
    .execute();
}

export async function deleteJob(trx: Database, id: number): Promise<void> {
  await trx.deleteFrom("jobs").where("id", "=", id).execute();
}
