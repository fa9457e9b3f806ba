import type { NamedIssue, ReleasedRange } from "./expect-issues.ts";
import type { Expectation } from "./fact.ts";
import type { GitCommit } from "./read-git.ts";

/** What the story has to say of a Sentry that is relayed to. */
export interface RelayedStory {
  projects: readonly { slug: string; issues: number }[];
  named: readonly NamedIssue[];
  released: readonly ReleasedRange[];
  /** By repository and sha. */
  commits: ReadonlyMap<string, GitCommit>;
}

/**
 * What the Sentry that is relayed to has to say in the end: the commits of each release with authors and files,
 * and of each issue whether it is resolved, under the policy `default-branch`, and how often that was said.
 */
export function expectUpstream(story: RelayedStory): Expectation[] {
  const naming = new Set(story.named.map(({ slug, sha }) => `${slug} ${sha}`));
  return [
    ...story.released.flatMap((range) => expectRelease(range, story, naming)),
    ...expectCommits(story, naming),
    ...expectIssues(story),
  ];
}

/** A merge is sent when it names an issue, also one that is none. */
const isSent = ({ isMerge }: { isMerge: boolean }, isNaming: boolean) => !isMerge || isNaming;

const mayName = (commit: GitCommit | undefined) =>
  /\b(fix|clos|resolv)/i.test(commit?.message ?? "");

function expectRelease(
  { version, slug, commits: all }: ReleasedRange,
  { commits }: RelayedStory,
  naming: ReadonlySet<string>,
): Expectation[] {
  const states = all.some(({ isMerge }) => !isMerge) ? ["sent"] : ["sent", "skipped"];
  return [
    { topic: "relayed release", subject: version, values: states },
    { topic: "upstream release", subject: version, values: [""] },
    ...all.flatMap(({ sha, isMerge }): Expectation[] => {
      const key = `${slug} ${sha}`;
      const isOptional = !isSent({ isMerge }, naming.has(key));
      if (isOptional && !mayName(commits.get(key))) return [];
      const subject = `${version} ${sha}`;
      return [{ topic: "upstream release commit", subject, values: [""], isOptional }];
    }),
  ];
}

function expectCommits(
  { released, commits }: RelayedStory,
  naming: ReadonlySet<string>,
): Expectation[] {
  const sent = released.flatMap(({ slug, commits: all }) =>
    all.map(({ sha, isMerge }) => [`${slug} ${sha}`, isMerge] as const),
  );
  return [...new Map(sent)].flatMap(([key, isMerge]) => {
    const commit = commits.get(key);
    const isOptional = !isSent({ isMerge }, naming.has(key));
    if (!commit) return [];
    const { message, author, authoredAt, files } = commit;
    const email = author.email === "" ? `${author.name}@localhost` : author.email.toLowerCase();
    const value = JSON.stringify([message, email, authoredAt * 1_000]);
    return [
      { topic: "upstream commit" as const, subject: key, values: [value], isOptional },
      ...[...files].map(([path, type]) => ({
        topic: "upstream patch set" as const,
        subject: `${key} ${path}`,
        values: [type],
        isOptional,
      })),
    ];
  });
}

function expectIssues({ projects, named, released }: RelayedStory): Expectation[] {
  const byIssue = Map.groupBy(named, ({ issue }) => issue);
  const versions = Map.groupBy(
    released.flatMap(({ project, version, commits }) =>
      commits.map(({ sha }) => ({ key: `${project} ${sha}`, version })),
    ),
    ({ key }) => key,
  );
  return projects.flatMap(({ slug, issues }) =>
    Array.from({ length: issues }, (_, n) => {
      const subject = `${slug}#${n + 1}`;
      const namers = byIssue.get(subject) ?? [];
      const releases = namers.flatMap(({ sha }) => versions.get(`${slug} ${sha}`) ?? []);
      const isPushed = namers.some(({ isNews }) => isNews);
      return expectIssue(subject, isPushed, new Set(releases.map(({ version }) => version)));
    }).flat(),
  );
}

function expectIssue(
  subject: string,
  isPushed: boolean,
  versions: ReadonlySet<string>,
): Expectation[] {
  const isResolved = isPushed || versions.size > 0;
  const said = [...versions].map((version) => ({
    topic: "upstream activity" as const,
    subject: `${subject} resolved in ${version}`,
    values: [""],
  }));
  const status = isResolved ? "resolved" : "unresolved";
  return [
    { topic: "upstream issue", subject, values: [status] },
    ...said,
    ...(isPushed
      ? [
          {
            topic: "upstream activity" as const,
            subject: `${subject} resolved`,
            values: [""],
            // A release may have resolved it before.
            isOptional: versions.size > 0,
          },
        ]
      : []),
  ];
}
