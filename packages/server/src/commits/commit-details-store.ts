import type { Database } from "../db/database.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import type { CommitPerson } from "./types.ts";

/** A recorded commit as it is shown: with its author and its repository. */
export interface CommitDetails {
  id: number;
  sha: string;
  message: string;
  authoredAt: number;
  author: CommitPerson | undefined;
  repository: Repository;
  /** Key of the provider that the repository is linked through. */
  provider: string;
}

/** The commits with these numbers, in that order. */
export async function listCommitDetails(db: Database, ids: number[]): Promise<CommitDetails[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("commits")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .leftJoin("commitAuthors", "commitAuthors.id", "commits.authorId")
    .select([
      "commits.id",
      "commits.repositoryId",
      "commits.sha",
      "commits.message",
      "commits.authoredAt",
      "commitAuthors.name as authorName",
      "commitAuthors.email as authorEmail",
      "integrations.provider",
    ])
    .where("commits.id", "in", ids)
    .execute();
  const repositories = await findRepositories(db, [
    ...new Set(rows.map((row) => row.repositoryId)),
  ]);
  const details = rows.flatMap((row) => {
    const repository = repositories.get(row.repositoryId);
    if (!repository) return [];
    const { authorName: name, authorEmail: email, repositoryId: _, ...commit } = row;
    const author = name === null || email === null ? undefined : { name, email };
    return [{ ...commit, author, repository }];
  });
  const byId = new Map(details.map((commit) => [commit.id, commit]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function findRepositories(db: Database, ids: number[]): Promise<Map<number, Repository>> {
  const found = await Promise.all(ids.map((id) => findRepository(db, id)));
  return new Map(found.flatMap((repository) => (repository ? [[repository.id, repository]] : [])));
}
