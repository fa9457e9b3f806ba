import type { Database } from "../db/database.ts";

/** Makes the schedule known, due at once; one that is known keeps its time, unless it is too far off. */
export async function upsertSchedule(
  db: Database,
  name: string,
  { now, latest }: { now: number; latest: number },
): Promise<void> {
  await db
    .insertInto("schedules")
    .values({ name, nextRunAt: now })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  await db
    .updateTable("schedules")
    .set({ nextRunAt: latest })
    .where("name", "=", name)
    .where("nextRunAt", ">", latest)
    .execute();
}

/** The names of those whose time has come. */
export async function listDueSchedules(db: Database, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom("schedules")
    .select("name")
    .where("nextRunAt", "<=", now)
    .execute();
  return rows.map(({ name }) => name);
}

/** Takes the turn of a schedule. False when another replica was faster. */
export async function takeDueSchedule(
  trx: Database,
  name: string,
  { now, nextRunAt }: { now: number; nextRunAt: number },
): Promise<boolean> {
  const result = await trx
    .updateTable("schedules")
    .set({ nextRunAt })
    .where("name", "=", name)
    .where("nextRunAt", "<=", now)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
