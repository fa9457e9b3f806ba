/** A person as git knows them. */
export interface CommitPerson {
  name: string;
  email?: string;
}

/** A commit as its host tells it, not yet recorded. Times are epoch milliseconds. */
export interface SourceCommit {
  /** 40 hex digits. */
  sha: string;
  message: string;
  author: CommitPerson;
  committer: CommitPerson;
  authoredAt: number;
  committedAt: number;
  /** In git's order; more than one for a merge. */
  parents: string[];
}

/** One changed file of a commit, in Sentry's letters: added, modified, deleted. */
export interface FileChange {
  path: string;
  type: "A" | "M" | "D";
}

export interface PatchSet {
  sha: string;
  files: FileChange[];
  /** The host stopped listing before the end. */
  truncated: boolean;
}

/** `since` exclusive, `until` inclusive; both shas or full ref names. */
export interface CommitRange {
  since?: string;
  until: string;
}

/** A range of commits that is recorded. */
export interface RecordedRange extends CommitRange {
  /** No more than so many of the newest. */
  limit?: number;
  /** The branch or tag that brings them. */
  ref?: string;
  /** Whether that is the default branch: then it has reached those too that another had brought. @default false */
  isDefaultBranch?: boolean;
}

/**
 * What the host of one repository tells about its commits.
 * Every method throws the host's errors; only "there is no such commit" is an answer.
 */
export interface CommitSource {
  /** Full name of the configured default branch (`refs/heads/main`), which may not exist yet. */
  getDefaultBranch(): Promise<string>;
  /** The full sha behind a sha, short sha, branch, tag or `HEAD`, also with `~n` or `^`. */
  resolveCommit(ref: string): Promise<string | undefined>;
  /** Newest first, merges included; `"unknown"` instead when an end of the range does not exist. */
  listCommits(range: CommitRange): Promise<AsyncIterable<SourceCommit> | "unknown">;
  /** The changed files of each commit, in order of answer. */
  getPatchSets(shas: string[]): AsyncIterable<PatchSet>;
}

/** One moved ref of a push. */
export interface RefChange {
  /** Full name, `refs/heads/main`. */
  ref: string;
  refType: "branch" | "tag";
  type: "add" | "update" | "delete";
  /** Forty zeros on add. */
  fromSha: string;
  /** Forty zeros on delete; an annotated tag's own hash, not yet that of its commit. */
  toSha: string;
}

export interface Push {
  refChanges: RefChange[];
}

/** Stands for "no commit" at either end of a ref change. */
export const ZERO_SHA = "0".repeat(40);

/** A branch or tag, and where it is. */
export interface Ref {
  /** Full name, `refs/heads/main`. */
  ref: string;
  /** A commit's, or an annotated tag's own. */
  sha: string;
}

/** A ref change as the host remembers it; later ones have higher numbers. */
export interface LoggedRefChange extends RefChange {
  id: number;
}

/** What the host of one repository tells about its branches and tags. Every method throws the host's errors. */
export interface RefSource {
  listRefs(): AsyncIterable<Ref>;
  /** Newest first, read page by page; `"unavailable"` where the host keeps or shows no such log. */
  listRefChanges(): Promise<AsyncIterable<LoggedRefChange> | "unavailable">;
}
