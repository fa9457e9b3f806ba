import { type CommitDetails, listCommitDetails } from "../commits/commit-details-store.ts";
import type { Database } from "../db/database.ts";
import { listReleasesById, type Release } from "../releases/release-store.ts";

/** In what an issue was resolved. Of a resolution in a release, the commit is what named the issue. */
export interface Resolution {
  issueId: number;
  type: "in_commit" | "in_release";
  commit: CommitDetails | undefined;
  release: Release | undefined;
}

/** The resolutions of those of the issues that have one. */
export async function listResolutions(
  db: Database,
  issueIds: number[],
): Promise<Map<number, Resolution>> {
  if (issueIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("resolutions")
    .select(["issueId", "type", "commitId", "releaseId"])
    .where("issueId", "in", issueIds)
    .execute();
  const commitIds = rows.flatMap((row) => row.commitId ?? []);
  const releaseIds = rows.flatMap((row) => row.releaseId ?? []);
  const commits = new Map((await listCommitDetails(db, commitIds)).map((row) => [row.id, row]));
  const releases = new Map((await listReleasesById(db, releaseIds)).map((row) => [row.id, row]));
  return new Map(
    rows.map(({ issueId, type, commitId, releaseId }) => [
      issueId,
      { issueId, type, commit: commits.get(commitId ?? 0), release: releases.get(releaseId ?? 0) },
    ]),
  );
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
