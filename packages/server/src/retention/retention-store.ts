import type { Database } from "../db/database.ts";

/** Each deletes the oldest of what ended before a time, at most so many. @returns how many */
export type DeleteOldest = (db: Database, before: number, limit: number) => Promise<number>;

/** One that failed stays, as its job does, until it is replayed. */
export const deleteDeliveries: DeleteOldest = async (db, before, limit) => {
  const oldest = db
    .selectFrom("deliveries")
    .select("id")
    .where("finishedAt", "<", before)
    .where("state", "in", ["processed", "ignored"])
    .orderBy("finishedAt")
    .limit(limit);
  return count(await db.deleteFrom("deliveries").where("id", "in", oldest).executeTakeFirst());
};

/** There are few: no index is wanted for their time. */
export const deleteRefusedDeliveries: DeleteOldest = async (db, before, limit) => {
  const oldest = db
    .selectFrom("refusedDeliveries")
    .select("id")
    .where("lastAt", "<", before)
    .limit(limit);
  return count(
    await db.deleteFrom("refusedDeliveries").where("id", "in", oldest).executeTakeFirst(),
  );
};

/** One that was set aside waits for a person. */
export const deleteJobs: DeleteOldest = async (db, before, limit) => {
  const oldest = db
    .selectFrom("jobs")
    .select("id")
    .where("state", "=", "done")
    .where("finishedAt", "<", before)
    .orderBy("finishedAt")
    .limit(limit);
  return count(await db.deleteFrom("jobs").where("id", "in", oldest).executeTakeFirst());
};

/** Lanes of which no job is left. One that is given a job at this moment is locked by who does so, and stays. */
export const deleteLanes = async (db: Database, limit: number): Promise<number> => {
  const empty = db
    .selectFrom("lanes")
    .select("name")
    .where("nextRunAt", "is", null)
    .where("leasedBy", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom("jobs").select("id").whereRef("jobs.lane", "=", "lanes.name")),
      ),
    )
    .limit(limit);
  const deleted = db.deleteFrom("lanes").where("name", "in", empty).where("nextRunAt", "is", null);
  return count(await deleted.executeTakeFirst());
};

/**
 * What an issue has counted stays with it. Events are numbered as they come: the first are the oldest, but
 * for those of a clock that was ahead, which are passed over.
 */
export const deleteEvents: DeleteOldest = async (db, before, limit) => {
  const first = db
    .selectFrom("events")
    .select(["id", "receivedAt"])
    .where("receivedAt", "<=", Date.now())
    .orderBy("id")
    .limit(limit);
  const oldest = db
    .selectFrom(first.as("first"))
    .select("first.id")
    .where("first.receivedAt", "<", before);
  return count(await db.deleteFrom("events").where("id", "in", oldest).executeTakeFirst());
};

/** How many events a release had goes with the events of that time. */
export const deleteReleaseHours: DeleteOldest = async (db, before, limit) => {
  const oldest = db
    .selectFrom("releaseHours")
    .select(["releaseId", "hour"])
    .where("hour", "<", before)
    .orderBy("hour")
    .limit(limit);
  const deleted = db
    .deleteFrom("releaseHours")
    .where((eb) =>
      eb(eb.refTuple("releaseId", "hour"), "in", oldest.$asTuple("releaseId", "hour")),
    );
  return count(await deleted.executeTakeFirst());
};

const count = (result: { numDeletedRows: bigint }): number => Number(result.numDeletedRows);
