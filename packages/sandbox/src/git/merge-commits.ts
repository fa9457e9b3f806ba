import { GitError, runGit } from "./run-git.ts";

export interface Merge {
  /** Full name of the branch that is to take the merge. */
  intoRefId: string;
  intoHash: string;
  fromHash: string;
  message: string;
  author: { name: string; email: string };
}

/**
 * Merges with a merge commit, in a bare repository, and moves the branch to it. Needs git 2.38.
 *
 * @returns the merge commit's hash; undefined when the two conflict
 */
export async function mergeCommits(gitDir: string, merge: Merge): Promise<string | undefined> {
  const { intoRefId, intoHash, fromHash, message, author } = merge;
  const tree = await mergedTree(gitDir, intoHash, fromHash);
  if (tree === undefined) return undefined;
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
  const args = ["commit-tree", tree, "-p", intoHash, "-p", fromHash];
  const commit = (await runGit(gitDir, args, { env, input: message })).trim();
  await runGit(gitDir, ["update-ref", intoRefId, commit, intoHash]);
  return commit;
}

async function mergedTree(gitDir: string, into: string, from: string): Promise<string | undefined> {
  try {
    return (await runGit(gitDir, ["merge-tree", "--write-tree", into, from])).trim();
  } catch (error) {
    // Status 1 tells of conflicts, more than 1 of anything else.
    if (error instanceof GitError && error.exitCode === 1) return undefined;
    throw error;
  }
}
