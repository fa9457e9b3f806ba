import type { Database } from "../db/database.ts";

/** The numbers of the repositories that a release has commits of, or was built from. */
export async function listRepositoryIdsOf(db: Database, releaseId: number): Promise<number[]> {
  const ofCommits = db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .where("releaseCommits.releaseId", "=", releaseId)
    .select("commits.repositoryId");
  const ofHeads = db
    .selectFrom("releaseHeads")
    .where("releaseId", "=", releaseId)
    .select("repositoryId");
  const rows = await ofCommits.union(ofHeads).execute();
  return rows.map(({ repositoryId }) => repositoryId);
}
