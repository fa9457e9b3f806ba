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

/** An event of a release. */
interface ReleasedEvent {
  releaseId: number;
  /** In ms since 1970. */
  occurredAt: number;
}

const HOUR_MS = 60 * 60_000;

/** Rows of one statement. */
const AT_ONCE = 500;

/**
 * Counts events that were stored, by release and hour. Counted when they are asked for, two million take a
 * second, in which SQLite does nothing else.
 */
export async function recordAdoption(trx: Database, events: ReleasedEvent[]): Promise<void> {
  const rows = tally(events);
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await trx
      .insertInto("releaseHours")
      .values(rows.slice(start, start + AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(["releaseId", "hour"]).doUpdateSet((eb) => ({
          events: eb("releaseHours.events", "+", eb.ref("excluded.events")),
        })),
      )
      .execute();
  }
}

/** Sorted: two transactions that count the same releases cannot deadlock. */
function tally(events: ReleasedEvent[]) {
  const hours = events.map(({ releaseId, occurredAt }) => ({
    releaseId,
    hour: occurredAt - (occurredAt % HOUR_MS),
  }));
  const byHour = Map.groupBy(hours, ({ releaseId, hour }) => `${releaseId} ${hour}`);
  return [...byHour.values()]
    .flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, events: same.length })))
    .toSorted((a, b) => a.releaseId - b.releaseId || a.hour - b.hour);
}

/** How many events of each release, by its number, there were in each interval, which is of whole hours. */
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
  >`(${sql.ref("hour")} - ${sql.lit(start)}) / ${sql.lit(intervalMs)}`;
  const rows = await db
    .selectFrom("releaseHours")
    .select((eb) => ["releaseId", interval.as("interval"), eb.fn.sum("events").as("events")])
    .where("releaseId", "in", releaseIds)
    .where("hour", ">=", start)
    .where("hour", "<", start + intervalMs * count)
    .groupBy(["releaseId", interval])
    .execute();
  for (const row of rows) {
    const series = events.get(row.releaseId);
    if (series) series[Number(row.interval)] = Number(row.events);
  }
  return events;
}
