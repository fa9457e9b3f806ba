import type { Database } from "../db/database.ts";

/** The commit of a repository that a release was made of. */
export async function findReleaseHead(
  db: Database,
  releaseId: number,
  repositoryId: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("releaseHeads")
    .select("sha")
    .where("releaseId", "=", releaseId)
    .where("repositoryId", "=", repositoryId)
    .executeTakeFirst();
  return row?.sha;
}
