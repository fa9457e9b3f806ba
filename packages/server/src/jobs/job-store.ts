import type { Database } from "../db/database.ts";
import { lockRows, startLockingTransaction } from "../db/row-locks.ts";
import type { JobState } from "../db/schema.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";
import type { ClaimedJob, NewJob } from "./types.ts";

/** Adds a job at the end of its lane, unless one with its dedupe key is known. */
export async function insertJob(trx: Database, job: NewJob, now: number): Promise<void> {
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
      payload: JSON.stringify(job.payload),
      state: "waiting",
      runAt: now,
      createdAt: now,
    })
    .onConflict((conflict) => conflict.column("dedupeKey").doNothing())
    .execute();
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

export interface Lease {
  worker: string;
  now: number;
  until: number;
}

/**
 * Takes the lane that has waited longest and is nobody's, with its first job.
 * @param ownLanes those that this worker is at work on. Their leases are over when the process stood
 *   still, or the clock was put forward; their jobs go on all the same.
 */
export function claimNextJob(
  db: Database,
  lease: Lease,
  ownLanes: string[] = [],
): Promise<ClaimedJob | undefined> {
  return startLockingTransaction(db).execute(async (trx) => {
    for (;;) {
      const lane = await findDueLane(trx, lease.now, ownLanes);
      if (lane === undefined) return undefined;
      const head = await findHead(trx, lane);
      if (head && head.attempts >= MAX_ATTEMPTS) {
        await setAside(trx, head.id, lease.now);
        continue;
      }
      if (head && head.runAt <= lease.now) return takeJob(trx, lane, head, lease);
      // Announced early, by a job that joined behind one that waits for its retry.
      await freeLane(trx, lane, head?.runAt ?? null);
    }
  });
}

async function findDueLane(
  trx: Database,
  now: number,
  ownLanes: string[],
): Promise<string | undefined> {
  const due = trx
    .selectFrom("lanes")
    .select("name")
    .where("nextRunAt", "<=", now)
    .where("leasedUntil", "<=", now)
    .$if(ownLanes.length > 0, (query) => query.where("name", "not in", ownLanes))
    .orderBy("nextRunAt")
    .limit(1);
  // A lane that somebody is at this moment adding to or taking is looked at the next time.
  const lane = await lockRows(trx, due, { skip: true }).executeTakeFirst();
  return lane?.name;
}

/** A job whose last attempt has no outcome took its process with it, as all those before it. */
async function setAside(trx: Database, id: number, now: number): Promise<void> {
  const lastError = "The service ended each time that it was at work on this.";
  await trx
    .updateTable("jobs")
    .set({ state: "set_aside", lastError, finishedAt: now })
    .where("id", "=", id)
    .execute();
}

type Head = NonNullable<Awaited<ReturnType<typeof findHead>>>;

async function takeJob(trx: Database, lane: string, head: Head, lease: Lease): Promise<ClaimedJob> {
  await trx
    .updateTable("lanes")
    .set({ leasedBy: lease.worker, leasedUntil: lease.until })
    .where("name", "=", lane)
    .execute();
  const attempt = head.attempts + 1;
  await trx.updateTable("jobs").set({ attempts: attempt }).where("id", "=", head.id).execute();
  const { id, kind } = head;
  const payload: unknown = JSON.parse(head.payload);
  return { id, lane, kind, payload, attempt, isLastAttempt: attempt >= MAX_ATTEMPTS };
}

function findHead(trx: Database, lane: string) {
  return trx
    .selectFrom("jobs")
    .select(["id", "kind", "payload", "attempts", "runAt"])
    .where("lane", "=", lane)
    .where("state", "=", "waiting")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

async function freeLane(trx: Database, lane: string, nextRunAt: number | null): Promise<void> {
  await trx
    .updateTable("lanes")
    .set({ nextRunAt, leasedBy: null, leasedUntil: 0 })
    .where("name", "=", lane)
    .execute();
}

/** Holds a lane longer. False when it is no longer this worker's. */
export async function extendLease(db: Database, lane: string, lease: Lease): Promise<boolean> {
  const result = await db
    .updateTable("lanes")
    .set({ leasedUntil: lease.until })
    .where("name", "=", lane)
    .where("leasedBy", "=", lease.worker)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How an attempt ended. A job that stays `waiting` runs again at `runAt`. */
export interface AttemptOutcome {
  state: JobState;
  runAt?: number;
  lastError?: string;
  finishedAt?: number;
}

/**
 * Writes the outcome and frees the lane for its next job. Does nothing when the lease went to
 * another worker in the meantime: that one runs the job again, and its outcome counts.
 */
export async function endAttempt(
  db: Database,
  job: ClaimedJob,
  worker: string,
  outcome: AttemptOutcome,
): Promise<void> {
  await startLockingTransaction(db).execute(async (trx) => {
    const lane = trx
      .selectFrom("lanes")
      .select("name")
      .where("name", "=", job.lane)
      .where("leasedBy", "=", worker);
    const held = await lockRows(trx, lane).executeTakeFirst();
    if (!held) return;
    await trx.updateTable("jobs").set(outcome).where("id", "=", job.id).execute();
    await freeLane(trx, job.lane, (await findHead(trx, job.lane))?.runAt ?? null);
  });
}
