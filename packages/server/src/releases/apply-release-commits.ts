import type { RecordedCommit } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { resolveInRelease } from "../resolutions/apply-resolutions.ts";
import { enqueueRelayRelease } from "../upstream/releases/enqueue-relay-release.ts";
import { addReleaseActivity } from "./release-activity-store.ts";
import { beginCommitsCall, endReleaseFetch, setCommitsState } from "./release-call-store.ts";
import {
  type ReleaseHead,
  replaceReleaseCommits,
  replaceReleaseHeads,
} from "./release-commit-store.ts";
import { findReleasePart } from "./release-part-store.ts";
import type { Release } from "./release-store.ts";
import { tieRelease } from "./tie-release.ts";

export interface ApplyCommitsDeps {
  db: Database;
  enqueue: Enqueue;
}

/** What the commits of a release are to be. */
export interface ReleaseCommits {
  heads: ReleaseHead[];
  /** Newest first, merges included. */
  commits: RecordedCommit[];
}

/** How fetching them went; the reason in words, when there is something to say. */
export interface FetchedCommits extends ReleaseCommits {
  /** Repositories of other hosts, or that could not be fetched: what the release has of them stays. */
  keptRepositoryIds: number[];
  state: "done" | "failed";
  reason: string | null;
}

/** A release with the call that set its commits anew, and the host that is asked for some. */
export interface CalledRelease extends Release {
  commitsCall: string;
  integrationId: number;
  /** Who asked, and is told how it went; absent for an organization's token. */
  userId: number | undefined;
}

/**
 * Replaces the commits of a release by what was fetched, resolves what they resolve, and tells who
 * asked, in one transaction. Nothing happens when a newer call has taken over.
 */
export function applyFetchedCommits(
  { db, enqueue }: ApplyCommitsDeps,
  release: CalledRelease,
  fetched: FetchedCommits,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const ended = await endFetch(trx, release, fetched, true);
    if (!ended) return;
    const kept = await findReleasePart(trx, release.id, fetched.keptRepositoryIds);
    const heads = [...fetched.heads, ...kept.heads];
    await writeCommits(trx, release, { heads, commits: merge(fetched.commits, kept.commits) });
    if (ended.state !== "pending") await enqueueRelayRelease(enqueue, trx, release);
  });
}

/** Only times can order the commits of several repositories. */
function merge(commits: RecordedCommit[], others: RecordedCommit[]): RecordedCommit[] {
  if (others.length === 0) return commits;
  return [...commits, ...others].toSorted((a, b) => b.authoredAt - a.authoredAt);
}

/**
 * Nothing could be fetched: what the release had stays, as what came from other hosts, and who asked is
 * told.
 */
export function applyFailedFetch(
  { db, enqueue }: ApplyCommitsDeps,
  release: CalledRelease,
  reason: string,
): Promise<void> {
  return db.transaction().execute((trx) => endFailedFetch(enqueue, trx, release, reason));
}

/** The same in the caller's transaction. What other hosts gave for this call is relayed. */
export async function endFailedFetch(
  enqueue: Enqueue,
  trx: Database,
  release: CalledRelease,
  reason: string,
): Promise<void> {
  const ended = await endFetch(trx, release, { state: "failed", reason }, false);
  // What was there before this call is not what it asks for: somebody may have set others at the upstream since.
  if (!ended?.hasWritten || ended.state === "pending") return;
  await enqueueRelayRelease(enqueue, trx, release);
}

/** The host is away for now: the release says so. */
export async function applyDelay(
  db: Database,
  release: CalledRelease,
  reason: string,
): Promise<void> {
  await db
    .transaction()
    .execute((trx) => endReleaseFetch(trx, release, { state: "pending", reason }));
}

/**
 * @returns how the whole call stands: `pending` while other hosts are asked. Undefined when it had ended
 *   already, as when a newer call has taken over
 */
async function endFetch(
  trx: Database,
  release: CalledRelease,
  { state, reason }: Pick<FetchedCommits, "state" | "reason">,
  hasWritten: boolean,
): Promise<Awaited<ReturnType<typeof endReleaseFetch>>> {
  const call = await endReleaseFetch(trx, release, { state, reason }, hasWritten);
  if (!call || call.state === "pending") return call;
  const { id: releaseId, commitsCall, userId } = release;
  const told = { releaseId, userId, commitsCall, reason: call.reason };
  await addReleaseActivity(trx, { ...told, type: `commits_${call.state}` });
  return call;
}

/**
 * The same of commits that a caller sent along; what is still being fetched is dropped. All of it is one
 * transaction, so that whatever interrupts it leaves the commits that were there: 20,000 take a tenth of
 * a second.
 * @returns false when the release is gone
 */
export function applyGivenCommits(
  { db, enqueue }: ApplyCommitsDeps,
  release: Release,
  given: ReleaseCommits,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const commitsCall = await beginCommitsCall(trx, release.id);
    if (commitsCall === undefined) return false;
    await setCommitsState(trx, { id: release.id, commitsCall }, "done", null);
    await writeCommits(trx, release, given);
    await enqueueRelayRelease(enqueue, trx, release);
    return true;
  });
}

/** Takes all commits out of a release. The commits stay recorded and the issues stay resolved. */
export async function applyNoCommits(trx: Database, release: Release): Promise<void> {
  const commitsCall = await beginCommitsCall(trx, release.id);
  if (commitsCall === undefined) return;
  await setCommitsState(trx, { id: release.id, commitsCall }, "none", null);
  await writeCommits(trx, release, { heads: [], commits: [] });
}

async function writeCommits(
  trx: Database,
  release: Release,
  { heads, commits }: ReleaseCommits,
): Promise<void> {
  await tieRelease(trx, release);
  await replaceReleaseHeads(trx, release.id, heads);
  await replaceReleaseCommits(trx, release.id, commits);
  await resolveInRelease(trx, release);
}
