import type {
  PlannedCommit,
  RepositoryStory,
} from "@sentry-bitbucket-server/e2e/chaos/story/story.ts";

const FILES = 50;
const FILES_OF_A_COMMIT = 3;
const AUTHOR = { name: "Ann Example", email: "ann@example.com" };

/** A repository whose commits follow one another, each with three changed files; the last is of now. */
export function planCommits(count: number): RepositoryStory {
  const begin = Math.floor(Date.now() / 1_000) - count;
  const commits = Array.from({ length: count }, (_, index) => planCommit(index + 1, begin));
  return { slug: "web", commits, tags: [], pushes: [], pushesBeforeLink: 0 };
}

function planCommit(mark: number, begin: number): PlannedCommit {
  return {
    mark,
    parents: mark === 1 ? [] : [mark - 1],
    author: AUTHOR,
    committer: AUTHOR,
    date: begin + mark,
    message: `Change ${mark}`,
    names: [],
    changes: new Map(
      Array.from({ length: FILES_OF_A_COMMIT }, (_, n) => [
        `src/file-${(mark * FILES_OF_A_COMMIT + n) % FILES}.js`,
        `export const made = ${mark};\n`,
      ]),
    ),
  };
}
