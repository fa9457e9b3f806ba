import { streamGit } from "./stream-git.ts";
import type { CommitRange } from "./list-commits.ts";

/** How many commits a range has and by how many different authors (by e-mail). */
export async function countCommits(
  gitDir: string,
  range: CommitRange,
): Promise<{ totalCount: number; authorCount: number }> {
  const args = ["log", "-z", "--format=tformat:%ae", ...range.until];
  if (range.since) args.push(`^${range.since}`);
  if (range.merges === "exclude") args.splice(1, 0, "--no-merges");
  if (range.merges === "only") args.splice(1, 0, "--merges");
  args.push("--");
  if (range.path) args.push(range.path);
  const authors = new Set<string>();
  let totalCount = 0;
  for await (const email of streamGit(gitDir, args)) {
    authors.add(email);
    totalCount += 1;
  }
  return { totalCount, authorCount: authors.size };
}
