/** A person as git writes them; the robot has no e-mail. */
export interface Person {
  name: string;
  email: string;
}

/** An issue of the tracker: `p1#42` to us, and as messages name it. */
export interface StoryIssue {
  key: string;
  shortId: string;
}

/** A commit before it exists: its place in the stream of `git fast-import` is its name. */
export interface PlannedCommit {
  /** From 1, in the order of making. */
  mark: number;
  /** Marks; the first one is what its files are changed from. */
  parents: number[];
  author: Person;
  committer: Person;
  /** Epoch seconds. */
  date: number;
  message: string;
  /** Keys of the issues that the message means to name. */
  names: string[];
  /** Paths with their new content; undefined takes a file away. */
  changes: Map<string, string | undefined>;
}

/** An annotated tag, under a name of its own until it is pushed. */
export interface PlannedTag {
  local: string;
  mark: number;
}

/** One ref that a push moves: to a commit, to an annotated tag, or away. */
export interface PlannedRefChange {
  ref: string;
  to: { mark: number } | { tag: string } | undefined;
  isForced: boolean;
}

/** `git push`, and what a build does after it. */
export interface PlannedPush {
  changes: PlannedRefChange[];
  release?: PlannedRelease;
}

/** What is released of a repository. */
export interface PlannedRelease {
  version: string;
  project: string;
  mark: number;
  /**
   * How its commits come: by `set-commits`; or it is made at the Sentry that is relayed to, and is found to be of the
   * commit that the tag of its name or its `ref` says.
   */
  toldBy: "refs" | "tag" | "sha";
  /** Absent: the service is to find out where the release before ended. */
  previous?: number;
  /** Where the release before ended, by the story. */
  expectedPrevious: number;
}

export interface RepositoryStory {
  /** Bitbucket's slug. */
  slug: string;
  commits: PlannedCommit[];
  tags: PlannedTag[];
  /** The first of them are made before the repository is linked. */
  pushes: PlannedPush[];
  pushesBeforeLink: number;
}

/** All that will happen, decided by a seed before anything does. */
export interface Story {
  seed: number;
  /** Of the tracker, each with so many issues. */
  projects: { slug: string; issues: number }[];
  repositories: RepositoryStory[];
}

export const BITBUCKET_PROJECT = "CHAOS";
export const MAIN = "refs/heads/main";
