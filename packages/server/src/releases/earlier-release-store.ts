import type { Database } from "../db/database.ts";
import { dateOfRelease, type Release, releaseDate } from "./release-store.ts";

/** Releases of the same projects that were made before this one, newest first. */
function earlierReleases(db: Database, release: Release) {
  const made = dateOfRelease(release);
  return db
    .selectFrom("releases")
    .where((eb) =>
      eb.or([
        eb(releaseDate(eb), "<", made),
        eb.and([eb(releaseDate(eb), "=", made), eb("releases.id", "<", release.id)]),
      ]),
    )
    .where("releases.id", "in", (eb) =>
      eb
        .selectFrom("releaseProjects as other")
        .innerJoin("releaseProjects as own", "own.projectId", "other.projectId")
        .where("own.releaseId", "=", release.id)
        .select("other.releaseId"),
    )
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc");
}

/** Where a repository stood in an earlier release. */
export interface PreviousHead {
  sha: string;
  version: string;
  /** When the release was released, or else made, in epoch milliseconds. */
  madeAt: number;
}

/** So many builds in a row that nobody pushed are not to be expected; the host is asked for each. */
const MOST_PREVIOUS_HEADS = 20;

/**
 * Where a repository stood in the earlier releases that have commits of it, newest first. One that went
 * back to an older commit has none: what comes after it has been released already.
 */
export function listPreviousHeads(
  db: Database,
  release: Release,
  repositoryId: number,
): Promise<PreviousHead[]> {
  return earlierReleases(db, release)
    .innerJoin("releaseHeads", "releaseHeads.releaseId", "releases.id")
    .where("releaseHeads.repositoryId", "=", repositoryId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("releaseCommits")
          .innerJoin("commits", "commits.id", "releaseCommits.commitId")
          .select("commits.id")
          .whereRef("releaseCommits.releaseId", "=", "releases.id")
          .where("commits.repositoryId", "=", repositoryId),
      ),
    )
    .select(["releaseHeads.sha", "releases.version"])
    .select((eb) => eb.fn.coalesce("releases.dateReleased", "releases.createdAt").as("madeAt"))
    .limit(MOST_PREVIOUS_HEADS)
    .execute();
}

/** The newest earlier release that has commits; a merge is none, as in every list. */
export function findPreviousWithCommits(
  db: Database,
  release: Release,
): Promise<Release | undefined> {
  return earlierReleases(db, release)
    .where("releases.id", "in", (eb) =>
      eb.selectFrom("releaseCommits").select("releaseId").where("position", "is not", null),
    )
    .selectAll("releases")
    .executeTakeFirst();
}
