import { runGit } from "./run-git.ts";
import { streamGit } from "./stream-git.ts";

export interface TreeEntry {
  type: "FILE" | "DIRECTORY" | "SUBMODULE";
  contentId: string;
  /** Bytes; only of a file. */
  size?: number;
  /** From the root of the repository. */
  path: string;
}

const types = { blob: "FILE", tree: "DIRECTORY", commit: "SUBMODULE" } as const;

/** What is at `path` in a commit: a file, a directory, a submodule, or nothing. */
export async function readTreeEntry(
  gitDir: string,
  commit: string,
  path: string,
): Promise<TreeEntry | undefined> {
  if (path === "") return { type: "DIRECTORY", contentId: commit, path };
  for await (const entry of streamTree(gitDir, commit, [path])) {
    if (entry.path === path) return entry;
  }
  return undefined;
}

/** The entries of a directory, or below one path; `-z` keeps names as they are. */
export async function* streamTree(
  gitDir: string,
  commit: string,
  paths: readonly string[],
): AsyncGenerator<TreeEntry, void, undefined> {
  const args = ["--literal-pathspecs", "ls-tree", "-z", "--long", "--full-tree", commit, "--"];
  for await (const line of streamGit(gitDir, [...args, ...paths])) {
    const tab = line.indexOf("\t");
    const [, type = "blob", contentId = "", size = "-"] = line.slice(0, tab).split(/ +/);
    yield {
      type: types[type as keyof typeof types],
      contentId,
      path: line.slice(tab + 1),
      ...(size === "-" ? {} : { size: Number(size) }),
    };
  }
}

/** The paths of all files below a directory, from the root of the repository. */
export function streamFiles(
  gitDir: string,
  commit: string,
  directory: string,
): AsyncGenerator<string> {
  const args = ["--literal-pathspecs", "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit];
  return streamGit(gitDir, directory === "" ? args : [...args, "--", `${directory}/`]);
}

/** A file's content as text. */
export function readBlob(gitDir: string, contentId: string): Promise<string> {
  return runGit(gitDir, ["cat-file", "blob", contentId]);
}
