import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { CommitSearch } from "./commit-search.ts";
import type { FileChange } from "./types.ts";

/** A commit in the list of a repository. */
export interface ListedCommit {
  /** The commit's number. */
  id: number;
  authoredAt: number;
}

/** The commits of a repository, newest first; a page as `readPage` gives it. Each search has an index. */
export function listCommitsOf(
  db: Database,
  repository: { id: number; organizationId: number },
  { page, search }: { page: Page; search?: CommitSearch | undefined },
): Promise<ListedCommit[]> {
  let rows = db
    .selectFrom("commits")
    .select(["id", "authoredAt"])
    .where("repositoryId", "=", repository.id);
  const id = sql.ref("id");
  if (search?.kind === "sha") {
    const { digits } = search;
    rows = rows.where("sha", ">=", digits).where("sha", "<", `${digits}g`);
    // By an expression: else the index of this order is read to its end, for the few that there are.
    return readPage(rows, { key: sql`(authored_at + 0)`, id, direction: "desc" }, page);
  }
  if (search) {
    const authors = db
      .selectFrom("commitAuthors")
      .select("id")
      .where("organizationId", "=", repository.organizationId)
      .where("email", "=", search.email);
    rows = rows.where("authorId", "=", authors);
  }
  return readPage(rows, { key: sql.ref("authoredAt"), id, direction: "desc" }, page);
}

/**
 * The numbers of the commits of an organization whose sha begins like that, newest first; by the index of shas.
 * @param digits in lower case
 */
export async function findCommitsBySha(
  db: Database,
  organizationId: number,
  digits: string,
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("commits")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .select("commits.id")
    .where("commits.sha", ">=", digits)
    .where("commits.sha", "<", `${digits}g`)
    .where("repositories.organizationId", "=", organizationId)
    // By an expression: else the index of dates is read to its end, for the few that there are.
    .orderBy(sql`commits.authored_at + 0`, "desc")
    .orderBy("commits.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The number of a commit, by its whole sha. */
export async function findCommitId(
  db: Database,
  repositoryId: number,
  sha: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("commits")
    .select("id")
    .where("repositoryId", "=", repositoryId)
    .where("sha", "=", sha)
    .executeTakeFirst();
  return row?.id;
}

/** How many files each of the commits changed, by its number; those that changed none lack. */
export async function countFilesOf(
  db: Database,
  commitIds: number[],
): Promise<Map<number, number>> {
  if (commitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("commitFiles")
    .select((eb) => ["commitId", eb.fn.countAll<number>().as("files")])
    .where("commitId", "in", commitIds)
    .groupBy("commitId")
    .execute();
  return new Map(rows.map(({ commitId, files }) => [commitId, files]));
}

/** The files that a commit changed, by path, so many of them. */
export function listFilesOf(db: Database, commitId: number, limit: number): Promise<FileChange[]> {
  return db
    .selectFrom("commitFiles")
    .select(["path", "type"])
    .where("commitId", "=", commitId)
    .orderBy("path")
    .limit(limit)
    .execute();
}
