import { sql } from "kysely";
import { databaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import { lockRows, startLockingTransaction } from "../db/row-locks.ts";
import { LEFT_OFF, recordAttempt } from "./attempt-store.ts";
import { endOfLease, findHead, freeLane, type Head, type Lease } from "./lane-store.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";
import type { ClaimedJob, DeadlyJob } from "./types.ts";

/** One that ends later was begun before the clock was put back: who has it may be dead. */
const LONGEST_LEASE_MS = 10 * 60_000;

/** How much a worker takes. */
export interface Capacity {
  /** Jobs, at most. */
  limit: number;
  /**
   * Lanes that it is at work on. Their leases are over when the process stood still, or the clock was
   * put forward; their jobs go on all the same.
   */
  heldLanes: string[];
  /** Integrations that it does as many jobs of as one may have. */
  fullIntegrations(claimed: ClaimedJob[]): number[];
  /** Called in the transaction that gives up a job. @default nobody */
  onSetAside?: (trx: Database, job: DeadlyJob) => Promise<void>;
}

/** Takes the lanes that have waited longest and are nobody's, each with its first job. */
export function claimJobs(db: Database, lease: Lease, capacity: Capacity): Promise<ClaimedJob[]> {
  return startLockingTransaction(db).execute(async (trx) => {
    const now = Date.now();
    const claimed: ClaimedJob[] = [];
    while (claimed.length < capacity.limit) {
      const full = capacity.fullIntegrations(claimed);
      const lane = await findDueLane(trx, now, capacity.heldLanes, full);
      if (!lane) break;
      const job = await claimHead(trx, lane, lease, { ...capacity, now });
      if (job) claimed.push(job);
    }
    return claimed;
  });
}

interface Lane {
  name: string;
  integrationId: number | null;
}

async function findDueLane(
  trx: Database,
  now: number,
  heldLanes: string[],
  fullIntegrations: number[],
): Promise<Lane | undefined> {
  const due = trx
    .selectFrom("lanes")
    .select(["name", "integrationId"])
    .where("nextRunAt", "<=", now)
    .where((eb) =>
      eb.or([
        eb("leasedUntil", "<=", databaseTime(trx)),
        eb("leasedUntil", ">", sql<number>`${databaseTime(trx)} + ${LONGEST_LEASE_MS}`),
      ]),
    )
    .$if(heldLanes.length > 0, (query) => query.where("name", "not in", heldLanes))
    .$if(fullIntegrations.length > 0, (query) =>
      query.where((eb) =>
        eb.or([eb("integrationId", "is", null), eb("integrationId", "not in", fullIntegrations)]),
      ),
    )
    .orderBy("nextRunAt")
    .limit(1);
  // A lane that somebody is at this moment adding to or taking is looked at the next time.
  return lockRows(trx, due, { skip: true }).executeTakeFirst();
}

/** @returns undefined when nothing of the lane may run now; it is then no more due */
async function claimHead(
  trx: Database,
  lane: Lane,
  lease: Lease,
  { onSetAside, now }: Capacity & { now: number },
): Promise<ClaimedJob | undefined> {
  const head = await findHead(trx, lane.name);
  if (head && head.attempts >= MAX_ATTEMPTS) {
    await onSetAside?.(trx, await setAside(trx, lane, head, now));
    return undefined;
  }
  if (head && head.runAt <= now) return takeJob(trx, lane, head, lease);
  // Announced early, by a job that joined behind one that waits for its retry.
  await freeLane(trx, lane.name, head?.runAt ?? null);
  return undefined;
}

/** A job whose last attempt has no outcome took its process with it, as all those before it. */
async function setAside(trx: Database, lane: Lane, head: Head, now: number): Promise<DeadlyJob> {
  const { id, kind, payload, attempts: attempt } = head;
  const lastError = "The service ended each time that it was at work on this.";
  await recordLeftOff(trx, head);
  await trx
    .updateTable("jobs")
    .set({ state: "set_aside", startedAt: null, lastError, finishedAt: now })
    .where("id", "=", id)
    .execute();
  const parsed = JSON.parse(payload) as unknown;
  return { id, lane: lane.name, kind, payload: parsed, attempt, reason: lastError };
}

async function takeJob(trx: Database, lane: Lane, head: Head, lease: Lease): Promise<ClaimedJob> {
  await trx
    .updateTable("lanes")
    .set({ leasedBy: lease.worker, leasedUntil: endOfLease(trx, lease) })
    .where("name", "=", lane.name)
    .execute();
  await recordLeftOff(trx, head);
  const attempt = head.attempts + 1;
  const startedAt = Date.now();
  await trx
    .updateTable("jobs")
    .set({ attempts: attempt, startedAt })
    .where("id", "=", head.id)
    .execute();
  return {
    id: head.id,
    lane: lane.name,
    worker: lease.worker,
    integrationId: lane.integrationId,
    kind: head.kind,
    requestId: head.requestId,
    payload: JSON.parse(head.payload) as unknown,
    attempt,
    startedAt,
    isLastAttempt: attempt >= MAX_ATTEMPTS,
  };
}

/** An attempt that was begun, and of which nobody said how it ended. */
async function recordLeftOff(trx: Database, { id: jobId, startedAt }: Head): Promise<void> {
  if (startedAt === null) return;
  await recordAttempt(trx, { jobId, startedAt, finishedAt: null, error: LEFT_OFF });
}
