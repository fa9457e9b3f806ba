import { git } from "../../world/git.ts";

/** A commit as git has it. Times are epoch seconds. */
export interface GitCommit {
  sha: string;
  parents: string[];
  author: { name: string; email: string };
  authoredAt: number;
  committer: { name: string; email: string };
  committedAt: number;
  message: string;
  /** Path and `A`, `M` or `D`; of a merge, against its first parent. A rename is a `D` and an `A`. */
  files: Map<string, string>;
}

/** What git itself says of one of Bitbucket's repositories. */
export interface GitRepository {
  /** Everything that was ever pushed, by sha. */
  commits: Map<string, GitCommit>;
  /** Full names; an annotated tag has the hash of its own. */
  refs: Map<string, string>;
}

/** Reads a bare repository with git alone, and nothing of what is tried. */
export async function readGitRepository(gitDir: string): Promise<GitRepository> {
  const objects = lines(
    await git(
      gitDir,
      "cat-file",
      "--batch-all-objects",
      "--batch-check=%(objecttype) %(objectname)",
    ),
  );
  const shas = objects.filter((line) => line.startsWith("commit ")).map((line) => line.slice(7));
  const refs = lines(await git(gitDir, "for-each-ref", "--format=%(refname) %(objectname)"));
  return {
    commits: shas.length === 0 ? new Map() : await readCommits(gitDir, shas),
    refs: new Map(refs.map((line) => [line.slice(0, -41), line.slice(-40)])),
  };
}

/** The shas that `until` has and `since` has not, newest first. */
export async function listRange(gitDir: string, since: string, until: string): Promise<string[]> {
  return lines(await git(gitDir, "rev-list", until, `^${since}`));
}

/** The shas that any of the tips leads to. */
export async function listReachable(gitDir: string, tips: string[]): Promise<Set<string>> {
  if (tips.length === 0) return new Set();
  return new Set(lines(await git(gitDir, "rev-list", ...tips)));
}

const FIELDS = ["%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"].join("%x00");

async function readCommits(gitDir: string, shas: string[]): Promise<Map<string, GitCommit>> {
  const log = ["log", "--no-walk=unsorted", "--encoding=UTF-8"];
  const told = await git(gitDir, ...log, `--format=%x01${FIELDS}`, ...shas);
  const changes = ["--root", "--diff-merges=first-parent", "--no-renames", "--name-status"];
  const changed = await git(gitDir, ...log, ...changes, "--format=%x01%H", ...shas);
  const files = new Map(changed.split("\x01").slice(1).map(toFiles));
  const commits = told
    .split("\x01")
    .slice(1)
    .map((text) => toCommit(text, files));
  return new Map(commits.map((commit) => [commit.sha, commit]));
}

function toFiles(text: string): [sha: string, files: Map<string, string>] {
  const [sha = "", ...changes] = lines(text);
  return [sha, new Map(changes.map((line) => [line.slice(2), line.slice(0, 1)]))];
}

function toCommit(text: string, files: Map<string, Map<string, string>>): GitCommit {
  const [sha = "", parents = "", authorName = "", authorEmail = "", authored, ...rest] =
    text.split("\0");
  const [committerName = "", committerEmail = "", committed, message = ""] = rest;
  return {
    sha,
    parents: parents === "" ? [] : parents.split(" "),
    author: { name: authorName, email: authorEmail },
    authoredAt: Number(authored),
    committer: { name: committerName, email: committerEmail },
    committedAt: Number(committed),
    message: message.trimEnd(),
    files: files.get(sha) ?? new Map(),
  };
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
