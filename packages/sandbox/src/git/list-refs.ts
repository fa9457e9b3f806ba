import { runGit } from "./run-git.ts";
import { streamGit } from "./stream-git.ts";

export interface BranchRecord {
  /** Full name, `refs/heads/…`. */
  id: string;
  commit: string;
}

export interface TagRecord {
  /** Full name, `refs/tags/…`. */
  id: string;
  commit: string;
  /** Hash of the tag object; undefined for a lightweight tag. */
  tagObject?: string | undefined;
}

export type RefOrder = "ALPHABETICAL" | "MODIFICATION";

/** The branches, by name or newest commit first. */
export async function* streamBranches(
  gitDir: string,
  order: RefOrder,
): AsyncGenerator<BranchRecord, void, undefined> {
  const sort = order === "ALPHABETICAL" ? "refname" : "-committerdate";
  const args = ["for-each-ref", `--sort=${sort}`, "--format=%(objectname) %(refname)"];
  for await (const line of streamGit(gitDir, [...args, "refs/heads"], "\n")) {
    yield { commit: line.slice(0, 40), id: line.slice(41) };
  }
}

/** The tags that lead to a commit, by name or newest first. */
export async function* streamTags(
  gitDir: string,
  order: RefOrder,
  pattern = "refs/tags",
): AsyncGenerator<TagRecord, void, undefined> {
  const sort = order === "ALPHABETICAL" ? "refname" : "-creatordate";
  const format = "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)";
  const args = ["for-each-ref", `--sort=${sort}`, `--format=${format}`, pattern];
  for await (const line of streamGit(gitDir, args, "\n")) {
    const [type, object = "", peeledType, peeled = "", ...name] = line.split(" ");
    const id = name.join(" ");
    if (type === "commit") yield { id, commit: object };
    else if (peeledType === "commit") yield { id, commit: peeled, tagObject: object };
  }
}

/** Every ref with the object it points to (a tag's own object, not the commit behind it). */
export async function readRefs(gitDir: string): Promise<Map<string, string>> {
  const output = await runGit(gitDir, ["for-each-ref", "--format=%(objectname) %(refname)"]);
  const lines = output.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
}
