import type { Expectation } from "./fact.ts";

/** A commit means to name an issue. */
export interface NamedIssue {
  /** Its key in the story. */
  issue: string;
  slug: string;
  sha: string;
  /** It came to the default branch by a push, after its repository was linked. */
  isNews: boolean;
}

/** The commits between two heads of a repository, released for a project. */
export interface ReleasedRange {
  version: string;
  project: string;
  slug: string;
  head: string;
  previous: string;
  /** Newest first. */
  commits: { sha: string; isMerge: boolean }[];
}

/**
 * What becomes of each issue under the policy `default-branch`. Where two commits name one issue, the
 * order of arrival decides whose resolution counts, and each of the possible ends is right.
 */
export function expectIssues(
  projects: readonly { slug: string; issues: number }[],
  named: readonly NamedIssue[],
  released: readonly ReleasedRange[],
): Expectation[] {
  const byIssue = Map.groupBy(named, ({ issue }) => issue);
  const releasesOf = indexReleases(released);
  return projects.flatMap(({ slug, issues }) =>
    Array.from({ length: issues }, (_, n) => {
      const key = `${slug}#${n + 1}`;
      return expectIssue(
        key,
        byIssue.get(key) ?? [],
        (sha) => releasesOf.get(`${slug} ${sha}`) ?? [],
      );
    }).flat(),
  );
}

/** The versions that have a commit, by project and sha. */
function indexReleases(released: readonly ReleasedRange[]): Map<string, string[]> {
  const pairs = released.flatMap(({ project, version, commits }) =>
    commits.map(({ sha }) => [`${project} ${sha}`, version] as const),
  );
  const grouped = Map.groupBy(pairs, ([key]) => key);
  return new Map([...grouped].map(([key, same]) => [key, same.map(([, version]) => version)]));
}

function expectIssue(
  subject: string,
  namers: readonly NamedIssue[],
  versionsOf: (sha: string) => readonly string[],
): Expectation[] {
  const inCommit = namers.filter(({ isNews }) => isNews).map(({ sha }) => sha);
  const inRelease = namers.flatMap(({ sha }) =>
    versionsOf(sha).map((version) => ({ version, sha })),
  );
  const byVersion = Map.groupBy(inRelease, ({ version }) => version);
  return [
    { topic: "resolution", subject, values: possibleEnds(inCommit, inRelease) },
    ...namers.flatMap(({ slug, sha }): Expectation[] => [
      { topic: "link", subject: `${slug} ${sha} ${subject}`, values: [""] },
      { topic: "activity", subject: `${subject} referenced_in_commit ${sha}`, values: [sha] },
    ]),
    ...inCommit.map((sha) => ({
      topic: "activity" as const,
      subject: `${subject} set_resolved_in_commit ${sha}`,
      values: [sha],
      // Said before by a release with this commit, or by a newer commit of the same push.
      isOptional: inCommit.length > 1 || versionsOf(sha).length > 0,
    })),
    ...[...byVersion].map(([version, same]) => ({
      topic: "activity" as const,
      subject: `${subject} set_resolved_in_release ${version}`,
      values: same.map(({ sha }) => sha),
    })),
  ];
}

function possibleEnds(
  inCommit: readonly string[],
  inRelease: readonly { version: string; sha: string }[],
): string[] {
  const released = inRelease.map(({ version, sha }) => `resolved in_release ${sha} ${version}`);
  const isInRelease = (sha: string) => inRelease.some((one) => one.sha === sha);
  const onlyPushed = inCommit
    .filter((sha) => !isInRelease(sha))
    .map((sha) => `resolved in_commit ${sha} null`);
  const ends = [...onlyPushed, ...released];
  return ends.length > 0 ? ends : ["unresolved null null null"];
}
