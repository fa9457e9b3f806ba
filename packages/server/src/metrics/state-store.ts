import type { Database } from "../db/database.ts";
import type { HookState } from "../db/schema.ts";

/** What waits for the workers. */
export interface Backlog {
  jobs: number;
  lanes: number;
  /** Of the lane that has most. */
  deepest: number;
  /** When the oldest job was enqueued, but for those whose integration is paused: they wait for a person. */
  since: number | null;
}

export async function readBacklog(db: Database): Promise<Backlog> {
  // By way of the lanes that have something to do: of these there are few, and an index of them.
  const lanes = db
    .selectFrom("lanes")
    .innerJoin("jobs", "jobs.lane", "lanes.name")
    .select((eb) => [
      "jobs.lane",
      eb.fn.countAll<number>().as("jobs"),
      eb.fn.min("jobs.id").as("oldest"),
    ])
    .where("lanes.nextRunAt", "is not", null)
    .where("jobs.state", "=", "waiting")
    .groupBy("jobs.lane");
  const { oldest, ...counts } = await db
    .selectFrom(lanes.as("waiting"))
    .leftJoin("lanes", "lanes.name", "waiting.lane")
    .leftJoin("integrations", "integrations.id", "lanes.integrationId")
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>("waiting.jobs"), eb.lit(0)).as("jobs"),
      eb.fn.countAll<number>().as("lanes"),
      eb.fn.coalesce(eb.fn.max("waiting.jobs"), eb.lit(0)).as("deepest"),
      eb.fn
        .min(
          eb.case().when("integrations.pausedAt", "is", null).then(eb.ref("waiting.oldest")).end(),
        )
        .as("oldest"),
    ])
    .executeTakeFirstOrThrow();
  return { ...counts, since: oldest === null ? null : await findCreation(db, oldest) };
}

async function findCreation(db: Database, jobId: number): Promise<number | null> {
  const job = await db
    .selectFrom("jobs")
    .select("createdAt")
    .where("id", "=", jobId)
    .executeTakeFirst();
  return job?.createdAt ?? null;
}

/** How many jobs were given up and wait for a person. */
export async function countSetAside(db: Database): Promise<number> {
  const { jobs } = await db
    .selectFrom("jobs")
    .select((eb) => eb.fn.countAll<number>().as("jobs"))
    .where("state", "=", "set_aside")
    .executeTakeFirstOrThrow();
  return jobs;
}

/** How many linked repositories there are, by the state of their webhook. */
export function countHooks(
  db: Database,
): Promise<{ hookState: HookState; repositories: number }[]> {
  return db
    .selectFrom("repositories")
    .select((eb) => ["hookState", eb.fn.countAll<number>().as("repositories")])
    .where("integrationId", "is not", null)
    .groupBy("hookState")
    .execute();
}

/** How many integrations there are, by whether their host lets them in. */
export async function countIntegrations(db: Database): Promise<{ all: number; paused: number }> {
  const { all, paused } = await db
    .selectFrom("integrations")
    .select((eb) => [
      eb.fn.countAll<number>().as("all"),
      eb.fn.count<number>("pausedAt").as("paused"),
    ])
    .executeTakeFirstOrThrow();
  return { all, paused };
}

/** How many organizations relay, by whether their upstream lets them in. */
export async function countUpstreams(db: Database): Promise<{ all: number; paused: number }> {
  const { all, paused } = await db
    .selectFrom("upstreams")
    .select((eb) => [
      eb.fn.countAll<number>().as("all"),
      eb.fn.count<number>("pausedAt").as("paused"),
    ])
    .executeTakeFirstOrThrow();
  return { all, paused };
}
