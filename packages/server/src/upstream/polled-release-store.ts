import type { Database } from "../db/database.ts";
import { addReleaseProjects, ensureRelease, type Release } from "../releases/release-store.ts";
import { addMirroredProjects } from "./mirrored-project-store.ts";
import type { UpstreamRelease } from "./upstream-releases.ts";

/** A release that waits until it is known which commit it is. */
export interface WaitingRelease {
  releaseId: number;
  version: string;
  deploysSeen: number;
}

/** Those of the versions that wait. */
export async function listWaitingReleases(
  db: Database,
  organizationId: number,
  versions: string[],
): Promise<Map<string, WaitingRelease>> {
  if (versions.length === 0) return new Map();
  const rows = await db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select(["relayedReleases.releaseId", "releases.version", "relayedReleases.deploysSeen"])
    .where("relayedReleases.organizationId", "=", organizationId)
    .where("relayedReleases.state", "=", "waiting")
    .where("releases.version", "in", versions)
    .execute();
  return new Map(rows.map((row) => [row.version, row]));
}

/**
 * Mirrors a release of the upstream that has no commits there, with its projects and dates, so that it has
 * its place among the releases of ours. One that we know keeps what it is.
 */
export async function mirrorRelease(
  trx: Database,
  organizationId: number,
  { version, createdAt, dateReleased, projects }: UpstreamRelease,
): Promise<void> {
  const { release, created } = await ensureRelease(trx, organizationId, version);
  await addMirroredProjects(trx, organizationId, projects);
  await addReleaseProjects(trx, release.id, await projectIdsOf(trx, organizationId, projects));
  if (!created) return;
  await trx
    .updateTable("releases")
    .set({ createdAt, dateReleased })
    .where("id", "=", release.id)
    .execute();
  await beginWaiting(trx, release);
}

async function beginWaiting(trx: Database, { id, organizationId }: Release): Promise<void> {
  const now = Date.now();
  await trx
    .insertInto("relayedReleases")
    .values({
      releaseId: id,
      organizationId,
      origin: "found",
      state: "waiting",
      revision: 0,
      notes: "[]",
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.column("releaseId").doNothing())
    .execute();
}

/** Keeps why it waits on, or is left alone. */
export async function storeWaiting(
  db: Database,
  releaseId: number,
  outcome: { state: "waiting" | "skipped"; reason: string; deploysSeen: number },
): Promise<void> {
  await db
    .updateTable("relayedReleases")
    .set({ ...outcome, updatedAt: Date.now() })
    .where("releaseId", "=", releaseId)
    .where("state", "=", "waiting")
    .execute();
}

async function projectIdsOf(
  trx: Database,
  organizationId: number,
  projects: { slug: string }[],
): Promise<number[]> {
  if (projects.length === 0) return [];
  const slugs = projects.map(({ slug }) => slug);
  const rows = await trx
    .selectFrom("projects")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where("slug", "in", slugs)
    .execute();
  return rows.map(({ id }) => id);
}
