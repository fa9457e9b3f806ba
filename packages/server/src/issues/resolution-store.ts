import { type CommitDetails, listCommitDetails } from "../commits/commit-details-store.ts";
import type { Database } from "../db/database.ts";
import type { ResolutionType } from "../db/schema.ts";
import { listReleasesById, type Release } from "../releases/release-store.ts";

/**
 * In what an issue was resolved. Of a resolution in a release, the commit is what named the issue;
 * of one in the next release, the release is the newest when that was said.
 */
export interface Resolution {
  issueId: number;
  type: ResolutionType;
  commit: CommitDetails | undefined;
  release: Release | undefined;
}

/** Well below the number of parameters that a statement may have. */
const ISSUES_PER_QUERY = 1_000;

/** The resolutions of those of the issues that have one. */
export async function listResolutions(
  db: Database,
  issueIds: number[],
): Promise<Map<number, Resolution>> {
  const found = new Map<number, Resolution>();
  for (let start = 0; start < issueIds.length; start += ISSUES_PER_QUERY) {
    const some = await listSomeResolutions(db, issueIds.slice(start, start + ISSUES_PER_QUERY));
    for (const resolution of some) found.set(resolution.issueId, resolution);
  }
  return found;
}

async function listSomeResolutions(db: Database, issueIds: number[]): Promise<Resolution[]> {
  const rows = await db
    .selectFrom("resolutions")
    .select(["issueId", "type", "commitId", "releaseId"])
    .where("issueId", "in", issueIds)
    .execute();
  const commitIds = rows.flatMap((row) => row.commitId ?? []);
  const releaseIds = rows.flatMap((row) => row.releaseId ?? []);
  const commits = new Map((await listCommitDetails(db, commitIds)).map((row) => [row.id, row]));
  const releases = new Map((await listReleasesById(db, releaseIds)).map((row) => [row.id, row]));
  return rows.map(({ issueId, type, commitId, releaseId }) => ({
    issueId,
    type,
    commit: commits.get(commitId ?? 0),
    release: releases.get(releaseId ?? 0),
  }));
}

/** Says in what an issue is resolved, in place of what was said before. */
export async function saveResolution(
  trx: Database,
  resolution: {
    issueId: number;
    type: ResolutionType;
    commitId: number | null;
    releaseId: number | null;
  },
): Promise<void> {
  const { issueId, ...what } = resolution;
  const values = { ...what, createdAt: Date.now() };
  await trx
    .insertInto("resolutions")
    .values({ issueId, ...values })
    .onConflict((conflict) => conflict.column("issueId").doUpdateSet(values))
    .execute();
}

/** The issues of these projects that were resolved in the next release. */
export async function listNextReleaseResolutions(
  trx: Database,
  projectIds: number[],
): Promise<(Resolution & { projectId: number })[]> {
  if (projectIds.length === 0) return [];
  const rows = await trx
    .selectFrom("resolutions")
    .innerJoin("issues", "issues.id", "resolutions.issueId")
    .select(["resolutions.issueId", "issues.projectId"])
    .where("resolutions.type", "=", "in_next_release")
    .where("issues.projectId", "in", projectIds)
    .execute();
  const resolutions = await listResolutions(
    trx,
    rows.map((row) => row.issueId),
  );
  return rows.flatMap(({ issueId, projectId }) => {
    const resolution = resolutions.get(issueId);
    return resolution ? { ...resolution, projectId } : [];
  });
}

/** The issue is no longer resolved in anything. */
export async function deleteResolution(trx: Database, issueId: number): Promise<void> {
  await trx.deleteFrom("resolutions").where("issueId", "=", issueId).execute();
}

/** The commits that name an issue, newest first. */
export async function listReferencingCommits(
  db: Database,
  issueId: number,
): Promise<CommitDetails[]> {
  const rows = await db
    .selectFrom("commitReferences")
    .innerJoin("commits", "commits.id", "commitReferences.commitId")
    .where("commitReferences.issueId", "=", issueId)
    .select("commits.id")
    .orderBy("commits.authoredAt", "desc")
    .orderBy("commits.id", "desc")
    .execute();
  return listCommitDetails(
    db,
    rows.map((row) => row.id),
  );
}
