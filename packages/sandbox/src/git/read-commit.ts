import { collectCommits, type CommitRecord } from "./commit-record.ts";
import { GitError } from "./run-git.ts";

/** A commit with its parents in full, one level deep. */
export interface CommitWithParents {
  commit: CommitRecord;
  parents: CommitRecord[];
}

/**
 * The commit behind a full or abbreviated hash; the hash of an annotated tag gives the tagged commit.
 * Undefined when the repository has no such commit. One git process.
 */
export async function readCommit(
  gitDir: string,
  hash: string,
): Promise<CommitWithParents | undefined> {
  try {
    const records = await collectCommits(gitDir, [
      "--no-walk=unsorted",
      `${hash}^{commit}`,
      `${hash}^@`,
      "--",
    ]);
    const [commit, ...parents] = records;
    return commit && { commit, parents };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
