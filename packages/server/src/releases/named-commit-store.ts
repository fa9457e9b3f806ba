import type { Database } from "../db/database.ts";

/** A recorded commit, and where it is. */
interface FoundCommit {
  repositoryId: number;
  sha: string;
}

/** Recorded commits of an organization whose sha begins so, at most two: one is an answer, two are none. */
export async function listCommitsOfSha(
  db: Database,
  organizationId: number,
  beginning: string,
): Promise<FoundCommit[]> {
  return (
    db
      .selectFrom("repositories")
      .innerJoin("commits", "commits.repositoryId", "repositories.id")
      .where("repositories.organizationId", "=", organizationId)
      .where("commits.sha", ">=", beginning)
      // After all hex digits.
      .where("commits.sha", "<", `${beginning}g`)
      .select(["commits.repositoryId", "commits.sha"])
      .orderBy("commits.repositoryId")
      .limit(2)
      .execute()
  );
}
