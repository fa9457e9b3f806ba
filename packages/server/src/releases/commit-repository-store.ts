import type { Database } from "../db/database.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";

/** Enough to tell a repository; a release may have thousands of commits. */
const SHAS_LOOKED_AT = 500;

/** The linked repository that has most of these commits recorded; of equal ones the one linked first. */
export async function findRepositoryOfShas(
  db: Database,
  organizationId: number,
  shas: string[],
): Promise<Repository | undefined> {
  const row = await db
    .selectFrom("commits")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .where("repositories.organizationId", "=", organizationId)
    .where("repositories.integrationId", "is not", null)
    .where("commits.sha", "in", shas.slice(0, SHAS_LOOKED_AT))
    .groupBy("commits.repositoryId")
    .select("commits.repositoryId")
    .orderBy((eb) => eb.fn.countAll(), "desc")
    .orderBy("commits.repositoryId")
    .executeTakeFirst();
  return row && findRepository(db, row.repositoryId);
}
