import type { CommitOwner, RecordedCommit } from "./commit-store.ts";
import { recordInBatches, type RecordCommitsDeps } from "./record-commits.ts";
import type { CommitRange, CommitSource, RefChange } from "./types.ts";

/** A first sight of a repository or of unrelated history takes this many of the newest commits. */
export const FIRST_SIGHT_COMMITS = 1_000;

export interface RecordedRefChange {
  /** In batches, newest first; each is fetched and recorded when it is read. */
  commits: AsyncIterable<RecordedCommit[]>;
  onDefaultBranch: boolean;
}

/** The ref was moved on or deleted since, and its commits are gone; or who was asked is another repository. */
type Unknown = "unknown";

/** What all ref changes of a push have in common. */
export interface PushContext {
  /** Full name. */
  defaultBranch: string;
  /** What was recorded before is not its news, epoch milliseconds: when its delivery arrived. */
  receivedAt: number;
}

/**
 * Records what one moved ref brought: what an updated branch gained (also when it was forced), and
 * of a new branch or tag what the default branch does not have. A deleted ref brings nothing.
 * @returns `"unknown"` when the host has nothing of it
 */
export async function recordRefChange(
  deps: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  change: RefChange,
  { defaultBranch, receivedAt }: PushContext,
): Promise<RecordedRefChange | Unknown> {
  if (change.type === "delete") return { commits: nothing(), onDefaultBranch: false };
  const onDefaultBranch = change.refType === "branch" && change.ref === defaultBranch;
  const until = await commitBehind(source, change);
  if (until === undefined) return "unknown";
  for (const range of rangesToTry(change, until, onDefaultBranch ? undefined : defaultBranch)) {
    const brought = { ...range, ref: change.ref, isDefaultBranch: onDefaultBranch };
    const commits = await recordInBatches(deps, owner, source, brought);
    if (commits === "unknown") continue;
    const news = range.since === undefined ? recordedSince(receivedAt, commits) : commits;
    return { commits: news, onDefaultBranch };
  }
  return "unknown";
}

/**
 * Without a commit to begin after, a range holds history too: what was recorded before the push
 * arrived is not its news.
 */
async function* recordedSince(receivedAt: number, batches: AsyncIterable<RecordedCommit[]>) {
  for await (const commits of batches) {
    yield commits.filter((commit) => commit.recordedAt >= receivedAt);
  }
}

async function* nothing(): AsyncGenerator<RecordedCommit[]> {}

/** An annotated tag moves to the hash of the tag itself; the commits start at what it tags. */
async function commitBehind(source: CommitSource, change: RefChange): Promise<string | undefined> {
  return change.refType === "tag" ? source.resolveCommit(change.toSha) : change.toSha;
}

/**
 * The best range first. The old end of a forced push may be gone from Bitbucket, and the default
 * branch may not exist yet; then the next one serves.
 */
function rangesToTry(
  change: RefChange,
  until: string,
  otherBranch: string | undefined,
): (CommitRange & { limit?: number })[] {
  const firstSight = { until, limit: FIRST_SIGHT_COMMITS };
  return [
    ...(change.type === "update" && change.refType === "branch"
      ? [{ since: change.fromSha, until }]
      : []),
    ...(otherBranch === undefined ? [] : [{ ...firstSight, since: otherBranch }]),
    firstSight,
  ];
}
