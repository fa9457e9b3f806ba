import type { Database } from "../db/database.ts";
import type { NewJob } from "./types.ts";

/** Adds a job at the end of its lane, unless one with its dedupe key is known. */
export async function insertJob(trx: Database, job: NewJob, now: number): Promise<void> {
  if (job.unlessWaiting && (await isWaiting(trx, job))) return;
  await trx
    .insertInto("lanes")
    .values({
      name: job.lane,
      organizationId: job.organizationId,
      integrationId: job.integrationId ?? null,
      nextRunAt: now,
    })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({
        nextRunAt: eb.fn.coalesce("lanes.nextRunAt", eb.val(now)),
      })),
    )
    .execute();
  await trx
    .insertInto("jobs")
    .values({
      lane: job.lane,
      kind: job.kind,
      dedupeKey: job.dedupeKey ?? null,
      requestId: job.requestId ?? null,
      payload: JSON.stringify(job.payload),
      state: "waiting",
      runAt: now,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.column("dedupeKey").doNothing())
    .execute();
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
