import { sql } from "kysely";
import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";

export const SAMPLE_EVERY_MS = 60_000;
const KEPT_MS = 24 * 60 * 60_000;

/** How much of an organization's work waits. */
export interface Backlog {
  waiting: number;
  lanes: number;
  /** Of the oldest job, in milliseconds; null when none waits. */
  oldestAge: number | null;
  setAside: number;
}

export interface JobSample extends Backlog {
  takenAt: number;
}

/** Keeps how much of each organization waits now, and forgets what is older than a day. */
export async function sampleBacklogs(trx: Database): Promise<void> {
  const takenAt = await readDatabaseTime(trx);
  const backlogs = await readBacklogs(trx, takenAt);
  const organizations = await trx.selectFrom("organizations").select("id").execute();
  const samples = organizations.map(({ id: organizationId }) => {
    const backlog = backlogs.get(organizationId) ?? NOTHING;
    return { organizationId, takenAt, ...backlog };
  });
  if (samples.length > 0) {
    await trx
      .insertInto("jobSamples")
      .values(samples)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await trx
    .deleteFrom("jobSamples")
    .where("takenAt", "<", takenAt - KEPT_MS)
    .execute();
}

/** What of an organization waits now. */
export async function readBacklog(db: Database, organizationId: number): Promise<Backlog> {
  const backlogs = await readBacklogs(db, await readDatabaseTime(db), organizationId);
  return backlogs.get(organizationId) ?? NOTHING;
}

/** The samples of the last day, oldest first. */
export function listSamples(db: Database, organizationId: number): Promise<JobSample[]> {
  return db
    .selectFrom("jobSamples")
    .select(["takenAt", "waiting", "lanes", "oldestAge", "setAside"])
    .where("organizationId", "=", organizationId)
    .where("takenAt", ">=", Date.now() - KEPT_MS)
    .orderBy("takenAt")
    .execute();
}

const NOTHING: Backlog = { waiting: 0, lanes: 0, oldestAge: null, setAside: 0 };

/** By organization; what the service does for itself is left out. */
async function readBacklogs(
  db: Database,
  now: number,
  organizationId?: number,
): Promise<Map<number, Backlog>> {
  const backlogs = new Map<number, Backlog>();
  for (const { id, oldest, ...counts } of await readWaiting(db, organizationId)) {
    if (id === null) continue;
    const age = Math.max(0, now - (await readCreation(db, oldest)));
    backlogs.set(id, { ...NOTHING, ...counts, oldestAge: age });
  }
  for (const { id, setAside } of await readSetAside(db, organizationId)) {
    if (id !== null) backlogs.set(id, { ...(backlogs.get(id) ?? NOTHING), setAside });
  }
  return backlogs;
}

/** By way of the lanes that have something to do: of these there are few, and an index of them. */
function readWaiting(db: Database, organizationId: number | undefined) {
  let lanes = db
    .selectFrom("lanes")
    .innerJoin("jobs", "jobs.lane", "lanes.name")
    .select((eb) => [
      "lanes.name",
      "lanes.organizationId",
      eb.fn.countAll<number>().as("jobs"),
      eb.fn.min<number>("jobs.id").as("oldest"),
    ])
    .where("lanes.nextRunAt", "is not", null)
    .where("jobs.state", "=", "waiting");
  if (organizationId !== undefined) {
    lanes = lanes.where("lanes.organizationId", "=", organizationId);
  }
  return db
    .selectFrom(lanes.groupBy(["lanes.name", "lanes.organizationId"]).as("waiting"))
    .select((eb) => [
      "waiting.organizationId as id",
      eb.cast<number>(eb.fn.sum("waiting.jobs"), "integer").as("waiting"),
      eb.fn.countAll<number>().as("lanes"),
      eb.fn.min<number>("waiting.oldest").as("oldest"),
    ])
    .groupBy("waiting.organizationId")
    .execute();
}

function readSetAside(db: Database, organizationId: number | undefined) {
  let rows = db
    .selectFrom("jobs")
    .innerJoin("lanes", "lanes.name", "jobs.lane")
    .select((eb) => ["lanes.organizationId as id", eb.fn.countAll<number>().as("setAside")])
    // Not as a parameter, or SQLite leaves the index of these unused.
    .where("jobs.state", "=", sql.lit("set_aside" as const));
  if (organizationId !== undefined) {
    rows = rows.where("lanes.organizationId", "=", organizationId);
  }
  return rows.groupBy("lanes.organizationId").execute();
}

async function readCreation(db: Database, jobId: number): Promise<number> {
  const { createdAt } = await db
    .selectFrom("jobs")
    .select("createdAt")
    .where("id", "=", jobId)
    .executeTakeFirstOrThrow();
  return createdAt;
}
