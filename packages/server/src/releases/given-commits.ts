import type { CommitSource, FileChange, PatchSet, SourceCommit } from "../commits/types.ts";

/** A commit that a caller sent along, instead of letting us fetch it. */
export interface GivenCommit {
  /** 40 hex digits. */
  sha: string;
  /** As the caller calls it; sentry-cli says `origin`. */
  repository?: string | undefined;
  message: string;
  authorName?: string | undefined;
  authorEmail?: string | undefined;
  /** Epoch milliseconds; absent when the caller does not know. */
  authoredAt?: number | undefined;
  files: FileChange[];
}

/**
 * Each once, newest first, as Sentry orders what it is sent: commits of one time keep their order, and those
 * without a time come last.
 */
export function newestFirst(commits: GivenCommit[]): GivenCommit[] {
  const distinct = new Map(commits.map((commit) => [commit.sha, commit]));
  return [...distinct.values()].toSorted((a, b) => (b.authoredAt ?? 0) - (a.authoredAt ?? 0));
}

/**
 * Presents commits that were sent along as if their host told them, so that they are recorded in the
 * one way there is. Parents were not sent: such a commit counts as no merge. One without a time was made
 * now, as in Sentry.
 */
export function givenCommitSource(commits: GivenCommit[]): CommitSource {
  const now = Date.now();
  const known = commits.map((commit) => toSourceCommit(commit, now));
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  return {
    getDefaultBranch: () => Promise.reject(new Error("Commits that were sent have no branch.")),
    resolveCommit: (ref) => Promise.resolve(bySha.get(ref)?.sha),
    listCommits: () => Promise.resolve(toAsync(known)),
    getPatchSets: (shas) => toAsync(shas.map((sha) => toPatchSet(sha, bySha.get(sha)))),
  };
}

async function* toAsync<Value>(values: Value[]): AsyncIterable<Value> {
  yield* values;
}

function toSourceCommit(commit: GivenCommit, now: number): SourceCommit {
  const { sha, message, authorName, authorEmail, authoredAt = now } = commit;
  const author = {
    name: authorName ?? authorEmail ?? "unknown",
    ...(authorEmail === undefined ? {} : { email: authorEmail }),
  };
  return {
    sha,
    message,
    author,
    committer: author,
    authoredAt,
    committedAt: authoredAt,
    parents: [],
  };
}

function toPatchSet(sha: string, commit: GivenCommit | undefined): PatchSet {
  return { sha, files: commit?.files ?? [], truncated: false };
}
