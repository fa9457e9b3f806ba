import { collectCommits, type CommitRecord } from "./commit-record.ts";

export interface CommitRange {
  /** Full hashes: these commits and their ancestors … */
  until: readonly string[];
  /** … but not these and theirs. */
  since?: string | undefined;
  path?: string | undefined;
  merges?: "exclude" | "include" | "only" | undefined;
  followRenames?: boolean | undefined;
}

/** `count` commits of a range, newest first, after the `skip` newest ones. git does the skipping. */
export async function listCommits(
  gitDir: string,
  range: CommitRange,
  skip: number,
  count: number,
): Promise<CommitRecord[]> {
  const args = [`--skip=${skip}`, `--max-count=${count}`];
  if (range.merges === "exclude") args.push("--no-merges");
  if (range.merges === "only") args.push("--merges");
  if (range.followRenames && range.path) args.push("--follow");
  args.push(...range.until);
  if (range.since) args.push(`^${range.since}`);
  args.push("--");
  if (range.path) args.push(range.path);
  return collectCommits(gitDir, args);
}
