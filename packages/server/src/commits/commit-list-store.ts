import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";

/** A commit in the list of a repository. */
export interface ListedCommit {
  /** The commit's number. */
  id: number;
  authoredAt: number;
}

/** The commits of a repository, newest first; a page as `readPage` gives it. */
export function listCommitsOf(
  db: Database,
  repositoryId: number,
  page: Page,
): Promise<ListedCommit[]> {
  const rows = db
    .selectFrom("commits")
    .select(["id", "authoredAt"])
    .where("repositoryId", "=", repositoryId);
  const order = { key: sql.ref("authoredAt"), id: sql.ref("id"), direction: "desc" } as const;
  return readPage(rows, order, page);
}
