import { sql } from "kysely";
import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";

/** A lane in which jobs wait. */
export interface ListedLane {
  name: string;
  integrationId: number | null;
  nextRunAt: number;
  isRunning: boolean;
  depth: number;
  /** The oldest that waits: the one that runs, or is next. */
  oldest: OldestJob;
}

interface OldestJob {
  id: number;
  kind: string;
  attempts: number;
  lastError: string | null;
  createdAt: number;
}

/** The page as `readPage` gives it, of which a lane whose last job ended meanwhile is left out. */
export async function listLanes(
  db: Database,
  organizationId: number,
  page: Page,
): Promise<ListedLane[]> {
  const rows = db
    .selectFrom("lanes")
    .select(["name", "integrationId", "nextRunAt", "leasedBy", "leasedUntil"])
    .where("organizationId", "=", organizationId)
    .where("nextRunAt", "is not", null)
    .$narrowType<{ nextRunAt: number }>();
  const name = sql.ref("name");
  const lanes = await readPage(rows, { key: name, id: name, direction: "asc" }, page);
  const waiting = await readWaiting(
    db,
    lanes.map((lane) => lane.name),
  );
  const now = await readDatabaseTime(db);
  return lanes.flatMap(({ leasedBy, leasedUntil, ...lane }) => {
    const found = waiting.get(lane.name);
    const isRunning = leasedBy !== null && leasedUntil > now;
    return found ? [{ ...lane, isRunning, ...found }] : [];
  });
}

/** By lane. */
async function readWaiting(
  db: Database,
  lanes: string[],
): Promise<Map<string, Pick<ListedLane, "depth" | "oldest">>> {
  if (lanes.length === 0) return new Map();
  const counts = db
    .selectFrom("jobs")
    .select((eb) => [
      eb.fn.countAll<number>().as("depth"),
      eb.fn.min<number>("jobs.id").as("oldestId"),
    ])
    .where("lane", "in", lanes)
    .where("state", "=", "waiting")
    .groupBy("lane");
  const rows = await db
    .selectFrom(counts.as("counts"))
    .innerJoin("jobs", "jobs.id", "counts.oldestId")
    .select(["counts.depth", "jobs.lane", "jobs.id", "jobs.kind", "jobs.attempts"])
    .select(["jobs.lastError", "jobs.createdAt"])
    .execute();
  return new Map(rows.map(({ depth, lane, ...oldest }) => [lane, { depth, oldest }]));
}
