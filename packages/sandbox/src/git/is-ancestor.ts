import { runGit } from "./run-git.ts";

/** Whether `ancestor` is `descendant` or among its ancestors. */
export async function isAncestor(
  gitDir: string,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const output = await runGit(gitDir, ["rev-list", "--max-count=1", ancestor, `^${descendant}`]);
  return output === "";
}
