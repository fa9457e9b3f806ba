import type { Database } from "../db/database.ts";
import {
  type KnownRepository,
  listKnownRepositoriesById,
} from "../integrations/known-repository-store.ts";
import type { CommitPerson } from "./types.ts";

/** A recorded commit as it is shown: with its author and its repository. */
export interface CommitDetails {
  id: number;
  sha: string;
  message: string;
  authoredAt: number;
  /** Full name of the default branch once it was reached, else of what brought the commit; null: not known. */
  ref: string | null;
  /** The host stopped listing the changed files before the end. */
  filesTruncated: boolean;
  author: CommitPerson | undefined;
  repository: KnownRepository;
  /** Key of the provider that the repository is linked through; null when it is not linked. */
  provider: string | null;
}

/** The commits with these numbers, in that order. */
export async function listCommitDetails(db: Database, ids: number[]): Promise<CommitDetails[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("commits")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .leftJoin("integrations", "integrations.id", "repositories.integrationId")
    .leftJoin("commitAuthors", "commitAuthors.id", "commits.authorId")
    .select([
      "commits.id",
      "commits.repositoryId",
      "commits.sha",
      "commits.message",
      "commits.authoredAt",
      "commits.ref",
      "commits.filesTruncated",
      "commitAuthors.name as authorName",
      "commitAuthors.email as authorEmail",
      "integrations.provider",
    ])
    .where("commits.id", "in", ids)
    .execute();
  const repositoryIds = [...new Set(rows.map((row) => row.repositoryId))];
  const known = await listKnownRepositoriesById(db, repositoryIds);
  const repositories = new Map(known.map((repository) => [repository.id, repository]));
  const details = rows.flatMap((row) => {
    const repository = repositories.get(row.repositoryId);
    if (!repository) return [];
    const { authorName: name, authorEmail: email, repositoryId: _, ...commit } = row;
    const author = name === null || email === null ? undefined : { name, email };
    const filesTruncated = commit.filesTruncated === 1;
    return [{ ...commit, filesTruncated, author, repository }];
  });
  const byId = new Map(details.map((commit) => [commit.id, commit]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
