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

/** When each is due, by name. */
export async function listSchedules(db: Database): Promise<Map<string, number>> {
  const rows = await db.selectFrom("schedules").select(["name", "nextRunAt"]).execute();
  return new Map(rows.map(({ name, nextRunAt }) => [name, nextRunAt]));
}

/** Takes the turn of a schedule that was due at `dueAt`. False when another replica was faster. */
export async function takeSchedule(
  trx: Database,
  name: string,
  { dueAt, nextRunAt }: { dueAt: number; nextRunAt: number },
): Promise<boolean> {
  const result = await trx
    .updateTable("schedules")
    .set({ nextRunAt })
    .where("name", "=", name)
    .where("nextRunAt", "=", dueAt)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
