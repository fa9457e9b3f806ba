import { shaOf } from "../story/push.ts";
import type { Shas } from "../story/import-commits.ts";
import { SKIP_MARK } from "../story/messages.ts";
import { MAIN, type RepositoryStory, type Story } from "../story/story.ts";
import { expectUpstream } from "./expect-upstream.ts";
import { expectIssues, type NamedIssue, type ReleasedRange } from "./expect-issues.ts";
import type { Expectation } from "./fact.ts";
import { listRange, listReachable, type GitCommit, readGitRepository } from "./read-git.ts";
import { toCommitValue } from "./read-recorded.ts";

/** A repository that was pushed to its end: the story, and Bitbucket's bare repository. */
export interface PushedRepository {
  story: RepositoryStory;
  shas: Shas;
  /** Of Bitbucket, not of the clone. */
  gitDir: string;
}

/**
 * What the database has to say in the end: by git, and by what the story meant with its messages.
 * @param isRelayed whether issues are those of another Sentry, which has a say of its own then
 */
export async function expectWorld(
  { projects }: Story,
  pushed: readonly PushedRepository[],
  isRelayed: boolean,
): Promise<Expectation[]> {
  const expected: Expectation[] = [];
  const named: NamedIssue[] = [];
  const released: ReleasedRange[] = [];
  const people = new Map<string, string>();
  const all = new Map<string, GitCommit>();
  for (const repository of pushed) {
    const { story, gitDir } = repository;
    const { commits, refs } = await readGitRepository(gitDir);
    const recorded = [...commits.values()].filter(({ message }) => !message.includes(SKIP_MARK));
    for (const commit of recorded) {
      all.set(`${story.slug} ${commit.sha}`, commit);
      expected.push(...expectCommit(story.slug, commit));
      for (const { name, email } of [commit.author, commit.committer]) {
        people.set(emailOf(name, email), name);
      }
    }
    for (const [ref, sha] of refs) {
      expected.push({ topic: "ref", subject: `${story.slug} ${ref}`, values: [sha] });
    }
    released.push(...(await readReleases(repository, commits)));
    named.push(...(await readNamedIssues(repository, new Set(recorded.map(({ sha }) => sha)))));
  }
  for (const [email, name] of people) {
    expected.push({ topic: "author", subject: email, values: [name] });
  }
  return [
    ...expected,
    ...released.flatMap(expectRelease),
    ...(isRelayed
      ? expectUpstream({ projects, named, released, commits: all })
      : expectIssues(projects, named, released)),
  ];
}

function expectCommit(slug: string, commit: GitCommit): Expectation[] {
  const { sha, parents, message, author, committer, files } = commit;
  const value = toCommitValue({
    message,
    author: emailOf(author.name, author.email),
    authoredAt: commit.authoredAt * 1000,
    committer: emailOf(committer.name, committer.email),
    committedAt: commit.committedAt * 1000,
    parents,
    isMerge: parents.length > 1,
  });
  return [
    { topic: "commit", subject: `${slug} ${sha}`, values: [value] },
    ...[...files].map(([path, type]) => ({
      topic: "patch set" as const,
      subject: `${slug} ${sha} ${path}`,
      values: [type],
    })),
  ];
}

/** People are known by their e-mail in lower case; the robot, who has none, gets one as Sentry makes it. */
function emailOf(name: string, email: string): string {
  return email === "" ? `${name}@localhost` : email.toLowerCase();
}

async function readReleases(
  { story, shas, gitDir }: PushedRepository,
  commits: Map<string, GitCommit>,
): Promise<ReleasedRange[]> {
  const ranges: ReleasedRange[] = [];
  for (const { release } of story.pushes) {
    if (!release) continue;
    const head = shaOf(shas, release.mark);
    const previous = shaOf(shas, release.expectedPrevious);
    const range = (await listRange(gitDir, previous, head)).flatMap(
      (sha) => commits.get(sha) ?? [],
    );
    ranges.push({
      version: release.version,
      project: release.project,
      slug: story.slug,
      head,
      previous,
      commits: range
        .filter(({ message }) => !message.includes(SKIP_MARK))
        .map(({ sha, parents }) => ({ sha, isMerge: parents.length > 1 })),
    });
  }
  return ranges;
}

function expectRelease({ version, slug, head, previous, commits }: ReleasedRange): Expectation[] {
  const listed = commits.filter(({ isMerge }) => !isMerge).map(({ sha }) => sha);
  return [
    { topic: "release", subject: version, values: [`done ${slug} ${previous} ${head}`] },
    ...commits.map(({ sha, isMerge }) => ({
      topic: "release commit" as const,
      subject: `${version} ${sha}`,
      values: [isMerge ? "null" : String(listed.indexOf(sha))],
    })),
  ];
}

/** Which commits name which issues, and whether each came to the default branch by a push that is news. */
async function readNamedIssues(
  { story, shas, gitDir }: PushedRepository,
  recorded: Set<string>,
): Promise<NamedIssue[]> {
  const mainTips = story.pushes.map(({ changes }) => {
    const to = changes.find(({ ref }) => ref === MAIN)?.to;
    return to && "mark" in to ? [shaOf(shas, to.mark)] : [];
  });
  const before = await listReachable(gitDir, mainTips.slice(0, story.pushesBeforeLink).flat());
  const ever = await listReachable(gitDir, mainTips.flat());
  return story.commits.flatMap(({ mark, names }) => {
    const sha = shaOf(shas, mark);
    const isNews = ever.has(sha) && !before.has(sha);
    if (!recorded.has(sha)) return [];
    return names.map((issue) => ({ issue, slug: story.slug, sha, isNews }));
  });
}
