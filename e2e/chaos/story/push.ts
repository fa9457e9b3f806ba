import { git } from "../../world/git.ts";
import type { Shas } from "./import-commits.ts";
import type { PlannedPush, PlannedRefChange } from "./story.ts";

/** Where a repository's commits are, and where they go. */
export interface Clone {
  gitDir: string;
  /** With user and password. */
  url: string;
  shas: Shas;
}

/** Pushes all refs of one planned push in one `git push`. */
export async function push({ gitDir, url, shas }: Clone, { changes }: PlannedPush): Promise<void> {
  const refspecs = changes.map((change) => toRefspec(change, shas));
  await git(gitDir, "push", "--quiet", url, ...refspecs);
}

/** @throws Error when the story names a commit that it has not made */
export function shaOf(shas: Shas, mark: number): string {
  const sha = shas.get(mark);
  if (sha === undefined) throw new Error(`The story has no commit ${mark}`);
  return sha;
}

function toRefspec({ ref, to, isForced }: PlannedRefChange, shas: Shas): string {
  if (to === undefined) return `:${ref}`;
  const source = "tag" in to ? `refs/tags/${to.tag}` : shaOf(shas, to.mark);
  return `${isForced ? "+" : ""}${source}:${ref}`;
}
