import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { ReleaseCommitsState, Schema } from "../db/schema.ts";
import { findNamedCommit, SHORTEST_SHA } from "./named-commit.ts";

/** A release of an organization, shared by its projects. */
export interface Release {
  id: number;
  organizationId: number;
  version: string;
  ref: string | null;
  url: string | null;
  status: "open" | "archived";
  dateReleased: number | null;
  /** The commit that it is named for, and when that was made; null while none is known. */
  commitId: number | null;
  committedAt: number | null;
  commitsState: ReleaseCommitsState;
  commitsReason: string | null;
  commitsCall: string | null;
  createdAt: number;
}

/**
 * When a release counts as made, which is the order of releases. One that is named for a commit was
 * made when that was committed, however late we heard of it; any other on its release date, or else when
 * it was first heard of.
 */
export function dateOfRelease(
  release: Pick<Release, "committedAt" | "dateReleased" | "createdAt">,
): number {
  return release.committedAt ?? release.dateReleased ?? release.createdAt;
}

/** `dateOfRelease` in a query. */
export function releaseDate(eb: ExpressionBuilder<Schema, "releases">) {
  return eb.fn.coalesce("releases.committedAt", "releases.dateReleased", "releases.createdAt");
}

export function findRelease(
  db: Database,
  organizationId: number,
  version: string,
): Promise<Release | undefined> {
  return db
    .selectFrom("releases")
    .selectAll()
    .where("organizationId", "=", organizationId)
    .where("version", "=", version)
    .executeTakeFirst();
}

export function findReleaseById(db: Database, id: number): Promise<Release | undefined> {
  return db.selectFrom("releases").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function listReleasesById(db: Database, ids: number[]): Promise<Release[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("releases").selectAll().where("id", "in", ids).execute();
}

/** Versions of the newest open releases of a project, newest first. */
export async function listLatestVersions(
  db: Database,
  projectId: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom("releases")
    .innerJoin("releaseProjects", "releaseProjects.releaseId", "releases.id")
    .select("releases.version")
    .where("releaseProjects.projectId", "=", projectId)
    .where("releases.status", "=", "open")
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.version);
}

/** The release of that version, made when it is the first mention of it. */
export async function ensureRelease(
  trx: Database,
  organizationId: number,
  version: string,
): Promise<{ release: Release; created: boolean }> {
  const made = await trx
    .insertInto("releases")
    .values({
      organizationId,
      version,
      status: "open",
      namedSha: findNamedCommit(version)?.slice(0, SHORTEST_SHA) ?? null,
      commitsState: "none",
      createdAt: Date.now(),
    })
    .onConflict((conflict) => conflict.columns(["organizationId", "version"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made) return { release: made, created: true };
  const release = await trx
    .selectFrom("releases")
    .selectAll()
    .where("organizationId", "=", organizationId)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return { release, created: false };
}

/** @returns those of the projects that the release did not have before */
export async function addReleaseProjects(
  trx: Database,
  releaseId: number,
  projectIds: number[],
): Promise<number[]> {
  if (projectIds.length === 0) return [];
  const rows = await trx
    .insertInto("releaseProjects")
    .values(projectIds.map((projectId) => ({ releaseId, projectId })))
    .onConflict((conflict) => conflict.columns(["releaseId", "projectId"]).doNothing())
    .returning("projectId")
    .execute();
  return rows.map((row) => row.projectId);
}

export async function hasReleaseProject(
  db: Database,
  releaseId: number,
  projectId: number,
): Promise<boolean> {
  const row = await db
    .selectFrom("releaseProjects")
    .select("projectId")
    .where("releaseId", "=", releaseId)
    .where("projectId", "=", projectId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a caller may change of a release; what is left out stays. */
export type ReleaseChanges = Partial<Pick<Release, "ref" | "url" | "status" | "dateReleased">>;

export async function updateRelease(
  trx: Database,
  id: number,
  changes: ReleaseChanges,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await trx.updateTable("releases").set(changes).where("id", "=", id).execute();
}
