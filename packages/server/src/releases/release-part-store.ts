import type { RecordedCommit } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import type { ReleaseHead } from "./release-commit-store.ts";

/** What a release has of some repositories; the commits newest first. */
export async function findReleasePart(
  db: Database,
  releaseId: number,
  repositoryIds: number[],
): Promise<{ heads: ReleaseHead[]; commits: RecordedCommit[] }> {
  if (repositoryIds.length === 0) return { heads: [], commits: [] };
  const heads = await db
    .selectFrom("releaseHeads")
    .select(["repositoryId", "sha", "previousSha"])
    .where("releaseId", "=", releaseId)
    .where("repositoryId", "in", repositoryIds)
    .execute();
  const rows = await db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .select(["commits.id", "sha", "isMerge", "authoredAt", "commits.createdAt as recordedAt"])
    .where("releaseCommits.releaseId", "=", releaseId)
    .where("commits.repositoryId", "in", repositoryIds)
    .orderBy("commits.authoredAt", "desc")
    .orderBy("releaseCommits.position")
    .execute();
  return { heads, commits: rows.map((row) => ({ ...row, isMerge: row.isMerge === 1 })) };
}
