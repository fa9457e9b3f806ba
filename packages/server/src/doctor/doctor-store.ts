import type { Database } from "../db/database.ts";

/** A job that waits, or was given up. */
export interface TroubledJob {
  kind: string;
  lane: string;
  attempts: number;
  lastError: string | null;
  createdAt: number;
}

const TROUBLE = [
  "jobs.kind",
  "jobs.lane",
  "jobs.attempts",
  "jobs.lastError",
  "jobs.createdAt",
] as const;

/** @param organizationId null: what the service does for itself */
function jobsOf(db: Database, organizationId: number | null, state: "waiting" | "set_aside") {
  return db
    .selectFrom("jobs")
    .innerJoin("lanes", "lanes.name", "jobs.lane")
    .where("jobs.state", "=", state)
    .where("lanes.organizationId", "is not distinct from", organizationId);
}

export async function countJobs(
  db: Database,
  organizationId: number | null,
  state: "waiting" | "set_aside",
): Promise<number> {
  const { jobs } = await jobsOf(db, organizationId, state)
    .select((eb) => eb.fn.countAll<number>().as("jobs"))
    .executeTakeFirstOrThrow();
  return jobs;
}

/** The one that has waited longest, in a lane whose integration, or whose upstream, is let in. */
export function findOldestWaiting(
  db: Database,
  organizationId: number | null,
): Promise<TroubledJob | undefined> {
  return jobsOf(db, organizationId, "waiting")
    .leftJoin("integrations", "integrations.id", "lanes.integrationId")
    .select(TROUBLE)
    .where("integrations.pausedAt", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("upstreams")
            .select("upstreams.organizationId")
            .whereRef("upstreams.organizationId", "=", "lanes.organizationId")
            .where("upstreams.pausedAt", "is not", null)
            .where("lanes.name", "like", "upstream%"),
        ),
      ),
    )
    .orderBy("jobs.id")
    .limit(1)
    .executeTakeFirst();
}

export function findLastSetAside(
  db: Database,
  organizationId: number | null,
): Promise<TroubledJob | undefined> {
  return jobsOf(db, organizationId, "set_aside")
    .select(TROUBLE)
    .orderBy("jobs.id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** How many lanes are due since before that time, and nobody's. */
export async function countLeftLanes(db: Database, before: number): Promise<number> {
  const { lanes } = await db
    .selectFrom("lanes")
    .select((eb) => eb.fn.countAll<number>().as("lanes"))
    .where("nextRunAt", "<", before)
    .where("leasedUntil", "<", before)
    .executeTakeFirstOrThrow();
  return lanes;
}

/** All of them, in the order in which they came. */
export function listOrganizationSlugs(db: Database): Promise<{ id: number; slug: string }[]> {
  return db.selectFrom("organizations").select(["id", "slug"]).orderBy("id").execute();
}
