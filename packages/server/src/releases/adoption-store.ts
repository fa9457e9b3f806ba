import { sql } from "kysely";
import type { Database } from "../db/database.ts";

/** Times in epoch milliseconds. */
export interface AdoptionWindow {
  /** When the first interval begins. */
  start: number;
  intervalMs: number;
  /** How many intervals. */
  count: number;
}

/** How many events of each release, by its number, there are in each interval. Reads one index alone. */
export async function countAdoption(
  db: Database,
  releaseIds: number[],
  { start, intervalMs, count }: AdoptionWindow,
): Promise<Map<number, number[]>> {
  const none = () => Array.from({ length: count }, () => 0);
  const events = new Map(releaseIds.map((id) => [id, none()]));
  if (releaseIds.length === 0) return events;
  // Literals: PostgreSQL takes two parameters of one value for two expressions, and refuses to group by them.
  const interval = sql<
    number | string
  >`(${sql.ref("occurredAt")} - ${sql.lit(start)}) / ${sql.lit(intervalMs)}`;
  const rows = await db
    .selectFrom("events")
    .select((eb) => [
      "releaseId",
      interval.as("interval"),
      eb.fn.countAll<number | string>().as("events"),
    ])
    .where("releaseId", "in", releaseIds)
    .where("occurredAt", ">=", start)
    .where("occurredAt", "<", start + intervalMs * count)
    .groupBy(["releaseId", interval])
    .execute();
  for (const row of rows) {
    const series = events.get(row.releaseId ?? 0);
    if (series) series[Number(row.interval)] = Number(row.events);
  }
  return events;
}
