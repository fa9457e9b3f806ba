import type { FileChange } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import type { ReleaseCommit } from "./to-upstream-commits.ts";

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
  const files = await listFiles(db, releaseId);
  return rows.map(({ id, ...commit }) => ({ ...commit, files: files.get(id) ?? [] }));
}

/** Whether there is anything to send. */
export async function hasReleaseCommits(db: Database, releaseId: number): Promise<boolean> {
  const row = await db
    .selectFrom("releaseCommits")
    .select("commitId")
    .where("releaseId", "=", releaseId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of its merges, too. */
async function listFiles(db: Database, releaseId: number): Promise<Map<number, FileChange[]>> {
  const rows = await db
    .selectFrom("releaseCommits")
    .innerJoin("commitFiles", "commitFiles.commitId", "releaseCommits.commitId")
    .select(["commitFiles.commitId", "commitFiles.path", "commitFiles.type"])
    .where("releaseCommits.releaseId", "=", releaseId)
    .execute();
  const files = new Map<number, FileChange[]>();
  for (const { commitId, path, type } of rows) {
    const known = files.get(commitId);
    if (known) known.push({ path, type });
    else files.set(commitId, [{ path, type }]);
  }
  return files;
}
