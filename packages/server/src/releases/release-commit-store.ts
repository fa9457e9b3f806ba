import { sql } from "kysely";
import type { RecordedCommit } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { FileChange } from "../commits/types.ts";
import { type Release, releaseDate } from "./release-store.ts";

/** Rows of one `insert`, well below the number of parameters that a statement may have. */
const ROWS_PER_INSERT = 1_000;

/** Where a repository stands in a release: the newest commit, and the one its range began after. */
export interface ReleaseHead {
  repositoryId: number;
  sha: string;
  previousSha: string | null;
}

/**
 * Replaces the commits of a release. A merge belongs to it, with what it resolves, but has no
 * position: it is in no list and no count, as in Sentry.
 */
export async function replaceReleaseCommits(
  trx: Database,
  releaseId: number,
  /** Newest first. */
  commits: RecordedCommit[],
): Promise<void> {
  await trx.deleteFrom("releaseCommits").where("releaseId", "=", releaseId).execute();
  let listed = 0;
  const rows = commits.map(({ id: commitId, isMerge }) => {
    const position = isMerge ? null : listed++;
    return { releaseId, commitId, position };
  });
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await trx
      .insertInto("releaseCommits")
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .execute();
  }
}

/** Replaces the heads of a release. */
export async function replaceReleaseHeads(
  trx: Database,
  releaseId: number,
  heads: ReleaseHead[],
): Promise<void> {
  await trx.deleteFrom("releaseHeads").where("releaseId", "=", releaseId).execute();
  if (heads.length === 0) return;
  await trx
    .insertInto("releaseHeads")
    .values(heads.map((head) => ({ ...head, releaseId })))
    .execute();
}

/** Whether a release has any commit, if only a merge. */
export async function hasReleaseCommits(db: Database, releaseId: number): Promise<boolean> {
  const row = await db
    .selectFrom("releaseCommits")
    .select("commitId")
    .where("releaseId", "=", releaseId)
    .executeTakeFirst();
  return row !== undefined;
}

/** A commit in the list of a release. */
export interface ListedCommit {
  /** The commit's number. */
  id: number;
  /** 0 is the newest. */
  position: number;
}

/**
 * The commits of a release, newest first; a page as `readPage` gives it.
 * @param repositoryId of this repository alone
 */
export function listReleaseCommits(
  db: Database,
  releaseId: number,
  page: Page,
  repositoryId?: number,
): Promise<ListedCommit[]> {
  const rows = db
    .selectFrom("releaseCommits")
    .select(["commitId as id", "position"])
    .$narrowType<{ position: number }>()
    .where("releaseId", "=", releaseId)
    .where("position", "is not", null)
    .$if(repositoryId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom("commits")
            .select("commits.id")
            .whereRef("commits.id", "=", "releaseCommits.commitId")
            .where("commits.repositoryId", "=", repositoryId ?? 0),
        ),
      ),
    );
  const order = { key: sql.ref("position"), id: sql.ref("commitId"), direction: "asc" } as const;
  return readPage(rows, order, page);
}

/** A file that a commit of a release changed. */
export interface ReleaseFile extends FileChange {
  commitId: number;
  /** The commit's: 0 is the newest. */
  position: number;
}

/** The changed files of all commits of a release, newest commit first; a page of `readPage`. */
export function listReleaseFiles(
  db: Database,
  releaseId: number,
  page: Page,
): Promise<ReleaseFile[]> {
  const rows = db
    .selectFrom("commitFiles")
    .innerJoin("releaseCommits", "releaseCommits.commitId", "commitFiles.commitId")
    .where("releaseCommits.releaseId", "=", releaseId)
    .where("releaseCommits.position", "is not", null)
    .select([
      "commitFiles.commitId",
      "commitFiles.path",
      "commitFiles.type",
      "releaseCommits.position",
    ])
    .$narrowType<{ position: number }>();
  const [key, id] = [sql.ref("releaseCommits.position"), sql.ref("commitFiles.path")];
  return readPage(rows, { key, id, direction: "asc" }, page);
}

/** The releases that each of the commits is in, newest first. */
export async function listReleasesOfCommits(
  db: Database,
  commitIds: number[],
): Promise<Map<number, Release[]>> {
  if (commitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("releases")
    .innerJoin("releaseCommits", "releaseCommits.releaseId", "releases.id")
    .where("releaseCommits.commitId", "in", commitIds)
    .selectAll("releases")
    .select("releaseCommits.commitId")
    .orderBy("releases.id", "desc")
    .execute();
  return Map.groupBy(rows, (row) => row.commitId);
}

/** The first release of a project that a commit was in. */
export function findOldestReleaseWith(
  db: Database,
  commitId: number,
  projectId: number,
): Promise<Release | undefined> {
  return db
    .selectFrom("releases")
    .innerJoin("releaseCommits", "releaseCommits.releaseId", "releases.id")
    .innerJoin("releaseProjects", "releaseProjects.releaseId", "releases.id")
    .where("releaseCommits.commitId", "=", commitId)
    .where("releaseProjects.projectId", "=", projectId)
    .selectAll("releases")
    .orderBy(releaseDate)
    .orderBy("releases.id")
    .executeTakeFirst();
}
