import type { RecordedCommit } from "../commits/commit-store.ts";
import { recordCommits, type RecordCommitsDeps } from "../commits/record-commits.ts";
import type { CommitSource } from "../commits/types.ts";
import type { Installations } from "../integrations/installations.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import { listPreviousHeads, type PreviousHead } from "./earlier-release-store.ts";
import type { ReleaseHead } from "./release-commit-store.ts";
import type { Release } from "./release-store.ts";

/** The commits of a repository's first release are bounded: the newest of them. */
const FIRST_RELEASE_COMMITS = 100;

/** A ref of a release in a linked repository; its ends as the caller named them. */
export interface RepositoryRef {
  repositoryId: number;
  until: string;
  /** Absent: where the release before ended. */
  since?: string | undefined;
}

/** Where somebody else says that an earlier release ended, in whatever repository. */
export interface KnownBase {
  sha: string;
  version: string | undefined;
  /** As of a `PreviousHead`. */
  madeAt: number | undefined;
}

/** Finds the release before one that has commits, as somebody else knows it. */
export type FindBase = (release: Release) => Promise<KnownBase | undefined>;

export interface FetchCommitsDeps extends RecordCommitsDeps {
  installations: Installations;
  /** Asked since others may have made releases that we do not remember. @default nobody */
  findBase?: FindBase;
}

/** The commits of one ref, or a sentence that says why there are none. */
export type FetchedRef =
  | { head: ReleaseHead; commits: RecordedCommit[]; note?: string | undefined }
  | { missing: string };

/**
 * Records the commits of one ref and finds where its range begins: after the commit that the caller
 * named, else where the newest earlier release of the same projects ended in this repository that its
 * host knows: commits that were sent may never have been pushed. Where `findBase` knows of one that stands between,
 * it begins there. A first release takes the newest 100.
 * @throws the host's errors
 */
export async function fetchRefCommits(
  deps: FetchCommitsDeps,
  release: Release,
  ref: RepositoryRef,
): Promise<FetchedRef> {
  const repository = await findRepository(deps.db, ref.repositoryId);
  if (!repository) return { missing: "A repository of this release is no longer linked." };
  const { installation } = await deps.installations.getForJob(repository.integrationId);
  const source = installation.commitSource(repository);
  const until = await source.resolveCommit(ref.until);
  if (until === undefined) return { missing: notThere(ref.until, repository) };
  if (ref.since === undefined) return fetchSincePrevious(deps, release, repository, source, until);
  const since = await source.resolveCommit(ref.since);
  if (since === undefined) return { missing: notThere(ref.since, repository) };
  const commits = await recordCommits(deps, repository, source, { since, until });
  if (commits === "unknown") return { missing: notThere(ref.until, repository) };
  const head = { repositoryId: repository.id, sha: until, previousSha: since };
  if (commits.length > 0 || since === until) return { head, commits };
  return { head, commits, note: nothingBetween(ref.since, ref.until, repository) };
}

async function fetchSincePrevious(
  deps: FetchCommitsDeps,
  release: Release,
  repository: Repository,
  source: CommitSource,
  until: string,
): Promise<FetchedRef> {
  const head = { repositoryId: repository.id, sha: until };
  const earlier = await listPreviousHeads(deps.db, release, repository.id);
  const between = findBetween(earlier, await deps.findBase?.(release), until);
  if (between) {
    const commits = await recordCommits(deps, repository, source, { since: between, until });
    // It may be of another repository.
    if (commits !== "unknown") return { head: { ...head, previousSha: between }, commits };
  }
  for (const base of earlier) {
    const commits = await recordCommits(deps, repository, source, { since: base.sha, until });
    if (commits === "unknown") continue;
    const note = explainLost(earlier, repository, base);
    return { head: { ...head, previousSha: base.sha }, commits, note };
  }
  const newest = { until, limit: FIRST_RELEASE_COMMITS };
  const commits = await recordCommits(deps, repository, source, newest);
  if (commits === "unknown") return { missing: notThere(until, repository) };
  return { head: { ...head, previousSha: null }, commits, note: explainLost(earlier, repository) };
}

/**
 * Where a release of others ended that stands between the newest one that we remember and this one: a build may have
 * set its commits without us. One that we remember as well, or that is older, does not.
 */
function findBetween(
  earlier: PreviousHead[],
  known: KnownBase | undefined,
  until: string,
): string | undefined {
  if (!known) return undefined;
  const [newest] = earlier;
  if (!newest) return known.sha === until ? undefined : known.sha;
  if (earlier.some(({ version }) => version === known.version)) return undefined;
  return (known.madeAt ?? 0) > newest.madeAt ? known.sha : undefined;
}

/** Nothing when the newest of the earlier heads was the base, or when there is none. */
function explainLost(
  [newest]: PreviousHead[],
  { name }: Repository,
  base?: PreviousHead,
): string | undefined {
  if (!newest || newest === base) return undefined;
  const taken = base ? `all since ${base.version}` : `the newest ${FIRST_RELEASE_COMMITS}`;
  return `${newest.sha.slice(0, 12)}, where ${newest.version} ended, is not in ${name}: took ${taken}.`;
}

function nothingBetween(since: string, until: string, { name }: Repository): string {
  return `No commit of ${name} is in ${since}..${until}. If ${since} is the newer one, write ${until}..${since}.`;
}

function notThere(name: string, repository: Repository): string {
  return `${name} is no commit, branch or tag of ${repository.name}. Push it and run set-commits again.`;
}
