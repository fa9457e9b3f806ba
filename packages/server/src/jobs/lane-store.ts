import { type RawBuilder, sql } from "kysely";
import { databaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import { lockRows, startLockingTransaction } from "../db/row-locks.ts";

export interface Lease {
  worker: string;
  /** For so long from now, by the clock of the database. */
  ms: number;
}

/** The job of a lane that comes first. */
export function findHead(trx: Database, lane: string) {
  return trx
    .selectFrom("jobs")
    .select(["id", "kind", "requestId", "payload", "attempts", "runAt", "startedAt"])
    .where("lane", "=", lane)
    .where("state", "=", "waiting")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

export type Head = NonNullable<Awaited<ReturnType<typeof findHead>>>;

/** @param nextRunAt when the first of its jobs may run; null: none waits */
export async function freeLane(
  trx: Database,
  lane: string,
  nextRunAt: number | null,
): Promise<void> {
  await trx
    .updateTable("lanes")
    .set({ nextRunAt, leasedBy: null, leasedUntil: 0 })
    .where("name", "=", lane)
    .execute();
}

/**
 * Holds lanes longer, but for those that are no longer this worker's. It waits for nobody: not for who
 * writes, since a lease must not end because another process stands still, and not for who has one of these
 * lanes at this moment. That one is held longer the next time.
 */
export async function extendLeases(db: Database, lanes: string[], lease: Lease): Promise<void> {
  await startLockingTransaction(db).execute(async (trx) => {
    const held = trx
      .selectFrom("lanes")
      .select("name")
      .where("name", "in", lanes)
      .where("leasedBy", "=", lease.worker);
    const free = await lockRows(trx, held, { skip: true }).execute();
    if (free.length === 0) return;
    await trx
      .updateTable("lanes")
      .set({ leasedUntil: endOfLease(trx, lease) })
      .where(
        "name",
        "in",
        free.map(({ name }) => name),
      )
      .execute();
  });
}

/** When a lease that is given now ends, by the clock of the database. */
export const endOfLease = (trx: Database, { ms }: Lease): RawBuilder<number> =>
  sql<number>`${databaseTime(trx)} + ${ms}`;

/**
 * Takes all lanes from their workers. Only for a process that is alone with the database: then they died,
 * and nobody need wait for the end of their leases.
 */
export async function freeAllLanes(db: Database): Promise<void> {
  await db
    .updateTable("lanes")
    .set({ leasedBy: null, leasedUntil: 0 })
    .where("leasedBy", "is not", null)
    .execute();
}

/**
 * Lanes that wait for a time farther off than any that is waited for: it was set by a clock that was put
 * back since.
 */
export async function listLanesTooFarOff(db: Database, latest: number): Promise<string[]> {
  const lanes = await db
    .selectFrom("lanes")
    .select("name")
    .where("nextRunAt", ">", latest)
    .limit(100)
    .execute();
  return lanes.map(({ name }) => name);
}
