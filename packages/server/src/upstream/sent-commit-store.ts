import type { FileChange } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import type { ReleaseCommit } from "./to-upstream-commits.ts";

/** Commit numbers of one `in (…)`, well below the limit of parameters. */
const IDS_PER_QUERY = 1_000;

/**
 * The commits of a release as its upstream is to have them, newest first: those in its list, and merges
 * that name an issue, whose message the upstream would else not see.
 */
export async function listCommitsToSend(db: Database, releaseId: number): Promise<ReleaseCommit[]> {
  const rows = await db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .leftJoin("commitAuthors", "commitAuthors.id", "commits.authorId")
    .select([
      "commits.id",
      "commits.sha",
      "commits.message",
      "commits.authoredAt",
      "repositories.name as repository",
      "commitAuthors.name as authorName",
      "commitAuthors.email as authorEmail",
    ])
    .where("releaseCommits.releaseId", "=", releaseId)
    .where((eb) =>
      eb.or([
        eb("releaseCommits.position", "is not", null),
        eb.exists(
          eb
            .selectFrom("relayedIssues")
            .select("relayedIssues.id")
            .whereRef("relayedIssues.commitId", "=", "releaseCommits.commitId"),
        ),
      ]),
    )
    .orderBy("commits.authoredAt", "desc")
    .orderBy("releaseCommits.position")
    .execute();
  const files = await listFiles(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, ...commit }) => ({ ...commit, files: files.get(id) ?? [] }));
}

async function listFiles(db: Database, commitIds: number[]): Promise<Map<number, FileChange[]>> {
  const files = new Map<number, FileChange[]>();
  for (let start = 0; start < commitIds.length; start += IDS_PER_QUERY) {
    const rows = await db
      .selectFrom("commitFiles")
      .select(["commitId", "path", "type"])
      .where("commitId", "in", commitIds.slice(start, start + IDS_PER_QUERY))
      .execute();
    for (const { commitId, path, type } of rows) {
      const known = files.get(commitId);
      if (known) known.push({ path, type });
      else files.set(commitId, [{ path, type }]);
    }
  }
  return files;
}
