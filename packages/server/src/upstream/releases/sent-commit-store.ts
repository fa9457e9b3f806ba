import { sql } from "kysely";
import type { FileChange } from "../../commits/types.ts";
import type { Database } from "../../db/database.ts";
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
      "commits.sha",
      "commits.message",
      "commits.authoredAt",
      "repositories.name as repository",
      "commitAuthors.name as authorName",
      "commitAuthors.email as authorEmail",
      filesOfCommit.as("files"),
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
  return rows.map(({ files, ...commit }) => ({ ...commit, files: parseFiles(files) }));
}

/** A control character that is meant for this; in a path it gives way to a blank. */
const BETWEEN_FILES = "\u001f";

/** All files of a commit, each as its type and its path: a row for each takes longer to read than all the rest. */
const filesOfCommit = sql<string | null>`(
  select string_agg(
    ${sql.ref("commitFiles.type")} || replace(${sql.ref("commitFiles.path")}, ${BETWEEN_FILES}, ' '),
    ${BETWEEN_FILES})
  from ${sql.table("commitFiles")}
  where ${sql.ref("commitFiles.commitId")} = ${sql.ref("commits.id")})`;

function parseFiles(files: string | null): FileChange[] {
  if (files === null) return [];
  return files.split(BETWEEN_FILES).map((file) => ({
    type: file.slice(0, 1) as FileChange["type"],
    path: file.slice(1),
  }));
}
