import { runGit } from "./run-git.ts";

/** Makes an empty bare repository whose HEAD names `defaultBranch`. */
export async function createRepository(gitDir: string, defaultBranch: string): Promise<void> {
  await runGit(gitDir, ["init", "--quiet", "--bare", "--template=", "-b", defaultBranch, gitDir]);
}
