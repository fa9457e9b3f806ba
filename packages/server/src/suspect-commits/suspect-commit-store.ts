import { type RawBuilder, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { dateOfRelease, type Release, releaseDate } from "../releases/release-store.ts";
import type { TouchedFile } from "./score-commits.ts";

/** More releases are rarely needed, and each may have thousands of commits. */
const MOST_RELEASES = 20;
const MOST_FILES = 5_000;

/** Releases of a project that were made from one to another, both included; newest first. */
export async function listReleasesBetween(
  db: Database,
  projectId: number,
  first: Release,
  last: Release,
): Promise<number[]> {
  const rows = await db
    .selectFrom("releases")
    .innerJoin("releaseProjects", "releaseProjects.releaseId", "releases.id")
    .select("releases.id")
    .where("releaseProjects.projectId", "=", projectId)
    .where((eb) =>
      eb.or([
        eb("releases.id", "=", last.id),
        eb.and([
          eb(releaseDate(eb), ">=", dateOfRelease(first)),
          eb(releaseDate(eb), "<=", dateOfRelease(last)),
        ]),
      ]),
    )
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc")
    .limit(MOST_RELEASES)
    .execute();
  return rows.map((row) => row.id);
}

/** The files of these names that commits of the releases changed, whatever their folder. */
export async function listTouchedFiles(
  db: Database,
  releaseIds: number[],
  names: string[],
): Promise<TouchedFile[]> {
  if (releaseIds.length === 0 || names.length === 0) return [];
  return db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .innerJoin("commitFiles", "commitFiles.commitId", "commits.id")
    .where("releaseCommits.releaseId", "in", releaseIds)
    .where("releaseCommits.position", "is not", null)
    .where((eb) => eb.or(names.map(isNamed)))
    .distinct()
    .select([
      "commitFiles.commitId",
      "commits.repositoryId",
      "commitFiles.path",
      "commits.authoredAt",
    ])
    .orderBy("commits.authoredAt", "desc")
    .limit(MOST_FILES)
    .execute();
}

function isNamed(name: string): RawBuilder<boolean> {
  const ending = `%/${name.replace(/[\\%_]/g, String.raw`\$&`)}`;
  const path = sql.ref("commitFiles.path");
  return sql<boolean>`(${path} = ${name} or ${path} like ${ending} escape '\\')`;
}
