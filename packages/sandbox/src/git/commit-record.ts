import { streamGit } from "./stream-git.ts";

/** A commit as git tells it; dates in epoch milliseconds. */
export interface CommitRecord {
  id: string;
  parents: string[];
  author: { name: string; email: string };
  authorTimestamp: number;
  committer: { name: string; email: string };
  committerTimestamp: number;
  message: string;
}

const placeholders = ["%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"];

/** Runs `git log` with the given revisions and options, giving one record per commit as git finds them. */
async function* streamCommits(
  gitDir: string,
  args: readonly string[],
): AsyncGenerator<CommitRecord, void, undefined> {
  // `%B` cannot hold a NUL, so with `-z` every commit is exactly nine fields.
  const format = `--format=tformat:${placeholders.join("%x00")}`;
  let fields: string[] = [];
  for await (const field of streamGit(gitDir, ["log", "-z", "--encoding=UTF-8", format, ...args])) {
    fields.push(field);
    if (fields.length === placeholders.length) {
      yield toCommitRecord(fields);
      fields = [];
    }
  }
}

/** The commits of `streamCommits` as a list: only for commands that bound their number. */
export async function collectCommits(
  gitDir: string,
  args: readonly string[],
): Promise<CommitRecord[]> {
  return Array.fromAsync(streamCommits(gitDir, args));
}

function toCommitRecord(fields: readonly string[]): CommitRecord {
  const [id = "", parents = "", authorName = "", authorEmail = "", authored = ""] = fields;
  const [committerName = "", committerEmail = "", committed = "", message = ""] = fields.slice(5);
  return {
    id,
    parents: parents === "" ? [] : parents.split(" "),
    author: { name: authorName, email: authorEmail },
    authorTimestamp: Number(authored) * 1000,
    committer: { name: committerName, email: committerEmail },
    committerTimestamp: Number(committed) * 1000,
    message: message.replace(/\n+$/, ""),
  };
}
