import type { Database } from "../db/database.ts";
import { PROBE_INTEGRATION } from "../integrations/probe-integration.ts";
import { PROBE_UPSTREAM } from "../upstream/watch/probe-upstream.ts";

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

export async function countSetAside(db: Database, organizationId: number | null): Promise<number> {
  const { jobs } = await jobsOf(db, organizationId, "set_aside")
    .select((eb) => eb.fn.countAll<number>().as("jobs"))
    .executeTakeFirstOrThrow();
  return jobs;
}

/** Those whose integration, or whose upstream, is let in. */
function dueJobsOf(db: Database, organizationId: number | null) {
  return jobsOf(db, organizationId, "waiting")
    .leftJoin("integrations", "integrations.id", "lanes.integrationId")
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
    );
}

export async function countDueJobs(db: Database, organizationId: number | null): Promise<number> {
  const { jobs } = await dueJobsOf(db, organizationId)
    .select((eb) => eb.fn.countAll<number>().as("jobs"))
    .executeTakeFirstOrThrow();
  return jobs;
}

/** The one that has waited longest of those that do not wait for a host. */
export function findOldestDue(
  db: Database,
  organizationId: number | null,
): Promise<TroubledJob | undefined> {
  return dueJobsOf(db, organizationId)
    .select(TROUBLE)
    .orderBy("jobs.id")
    .limit(1)
    .executeTakeFirst();
}

/** A host that refuses us, or is away, and how many jobs wait for it. */
export interface AwaitedHost {
  name: string;
  jobs: number;
}

/** Without the looks whether the host is well again. */
export async function listAwaitedHosts(
  db: Database,
  organizationId: number | null,
): Promise<AwaitedHost[]> {
  const waiting = jobsOf(db, organizationId, "waiting")
    .where("jobs.kind", "not in", [PROBE_INTEGRATION, PROBE_UPSTREAM])
    .select((eb) => eb.fn.countAll<number>().as("jobs"));
  const integrations = await waiting
    .innerJoin("integrations", "integrations.id", "lanes.integrationId")
    .where("integrations.pausedAt", "is not", null)
    .select("integrations.name")
    .groupBy(["integrations.id", "integrations.name"])
    .orderBy("integrations.id")
    .execute();
  const upstreams = await waiting
    .innerJoin("upstreams", "upstreams.organizationId", "lanes.organizationId")
    .where("upstreams.pausedAt", "is not", null)
    .where("lanes.name", "like", "upstream%")
    .select("upstreams.baseUrl as name")
    .groupBy("upstreams.baseUrl")
    .execute();
  return [...integrations, ...upstreams];
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

/** Webhook requests that no secret of ours had signed. */
export interface UnsignedRequests {
  /** Null: their URL names none. */
  repositoryId: number | null;
  reason: "mismatch" | "unsigned";
  count: number;
  lastAt: number;
}

/** By repository and reason, those first that came last. */
export function listUnsignedRequests(
  db: Database,
  integrationId: number,
  since: number,
): Promise<UnsignedRequests[]> {
  return db
    .selectFrom("refusedDeliveries")
    .select((eb) => [
      "repositoryId",
      "reason",
      eb.fn.sum<number>("count").as("count"),
      eb.fn.max("lastAt").as("lastAt"),
    ])
    .where("integrationId", "=", integrationId)
    .where("reason", "in", ["mismatch", "unsigned"])
    .$narrowType<{ reason: "mismatch" | "unsigned" }>()
    .where("lastAt", ">=", since)
    .groupBy(["repositoryId", "reason"])
    .orderBy((eb) => eb.fn.max("lastAt"), "desc")
    .execute();
}

/** All of them, in the order in which they came. */
export function listOrganizationSlugs(db: Database): Promise<{ id: number; slug: string }[]> {
  return db.selectFrom("organizations").select(["id", "slug"]).orderBy("id").execute();
}
