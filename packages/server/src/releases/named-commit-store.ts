import type { Database } from "../db/database.ts";

/** A recorded commit, and where it is. */
interface FoundCommit {
  id: number;
  repositoryId: number;
  /** Whose host can be asked; null when its repository is not linked. */
  integrationId: number | null;
  sha: string;
  committedAt: number;
}

/**
 * Recorded commits of an organization whose sha begins so, at most two: one is an answer, two are none.
 * Those of linked repositories come first.
 */
export function listCommitsOfSha(
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
      .select(["commits.id", "commits.repositoryId", "commits.sha", "commits.committedAt"])
      .select("repositories.integrationId")
      .orderBy((eb) =>
        eb.case().when("repositories.integrationId", "is", null).then(1).else(0).end(),
      )
      .orderBy("commits.repositoryId")
      .limit(2)
      .execute()
  );
}
