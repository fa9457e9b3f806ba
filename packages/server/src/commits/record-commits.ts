import { setImmediate } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { tieReleases } from "../releases/tie-releases.ts";
import { linkReferences } from "../resolutions/reference-store.ts";
import { nameUpstreamIssues } from "../upstream/issues/name-upstream-issues.ts";
import {
  type CommitOwner,
  findRecordedCommits,
  insertCommits,
  setRefOfCommits,
  type RecordedCommit,
} from "./commit-store.ts";
import { toStorableCommit, toStorablePatchSet } from "./to-storable-commit.ts";
import type { CommitSource, PatchSet, RecordedRange, SourceCommit } from "./types.ts";

/** Recorded together: one page of Bitbucket's, one transaction of ours. */
const BATCH_SIZE = 100;

/** A commit that says this is not for us: design section 5, rule 4. */
const SKIP_MARK = "#skipsentry";

export interface RecordCommitsDeps {
  db: Database;
  /** How people reach this service: issue URLs of this host are references. */
  publicUrl: string;
  enqueue: Enqueue;
  /** The delivery that is processed, for what comes of it; absent when something else brings commits. */
  deliveryId?: number;
}

/**
 * Fetches a range of commits from their host and records them with authors, changed files, the
 * issues they name and the releases that are named for them. The only way by which a commit arrives: pushes, releases, first sights and
 * replays all come here, and coming again changes nothing.
 * @returns the commits of the range, newest first; `"unknown"` when an end of it does not exist
 */
export async function recordCommits(
  deps: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  range: RecordedRange,
): Promise<RecordedCommit[] | "unknown"> {
  const batches = await recordInBatches(deps, owner, source, range);
  return batches === "unknown" ? "unknown" : (await Array.fromAsync(batches)).flat();
}

/**
 * The same for any number of commits: what comes of a batch is the reader's, and nothing is fetched
 * before it is read.
 */
export async function recordInBatches(
  deps: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  range: RecordedRange,
): Promise<AsyncIterable<RecordedCommit[]> | "unknown"> {
  const { ref: _ref, isDefaultBranch: _isDefault, ...asked } = range;
  const listed = await source.listCommits(asked);
  if (listed === "unknown") return "unknown";
  return recordEach(deps, owner, source, range, inBatches(listed, range.limit ?? Infinity));
}

async function* recordEach(
  deps: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  range: RecordedRange,
  batches: AsyncIterable<SourceCommit[]>,
) {
  for await (const batch of batches) {
    yield await recordBatch(deps, owner, source, range, batch);
    // What comes from no network takes no turns: others wait for all of 20,000 commits.
    await setImmediate();
  }
}

async function* inBatches(commits: AsyncIterable<SourceCommit>, limit: number) {
  let batch: SourceCommit[] = [];
  let seen = 0;
  for await (const commit of commits) {
    if (!commit.message.includes(SKIP_MARK)) batch.push(toStorableCommit(commit));
    seen++;
    if (batch.length === BATCH_SIZE) {
      yield batch;
      batch = [];
    }
    if (seen >= limit) break;
  }
  if (batch.length > 0) yield batch;
}

/** When the host fails in between, what arrived is kept: the next attempt asks for the rest alone. */
async function recordBatch(
  deps: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  { ref, isDefaultBranch = false }: RecordedRange,
  batch: SourceCommit[],
): Promise<RecordedCommit[]> {
  const shas = batch.map((commit) => commit.sha);
  const known = await findRecordedCommits(deps.db, owner.id, shas);
  const missing = batch.filter((commit) => !known.has(commit.sha));
  const patchSets = new Map<string, PatchSet>();
  try {
    await fetchPatchSets(source, missing, patchSets);
  } catch (error) {
    const arrived = missing.filter(({ sha }) => patchSets.has(sha));
    if (arrived.length > 0) await writeCommits(deps, owner, arrived, { patchSets, ref });
    throw error;
  }
  if (ref !== undefined && isDefaultBranch) {
    await setRefOfCommits(deps.db, owner.id, [...known.keys()], ref);
  }
  const recorded = await writeCommits(deps, owner, missing, { patchSets, ref }, shas);
  return shas.flatMap((sha) => recorded.get(sha) ?? []);
}

async function fetchPatchSets(
  source: CommitSource,
  commits: SourceCommit[],
  patchSets: Map<string, PatchSet>,
): Promise<void> {
  if (commits.length === 0) return;
  for await (const patchSet of source.getPatchSets(commits.map((commit) => commit.sha))) {
    patchSets.set(patchSet.sha, toStorablePatchSet(patchSet));
  }
}

/** @returns those of `shas` that are recorded now: another lane may have recorded some meanwhile */
function writeCommits(
  { db, publicUrl, enqueue, deliveryId }: RecordCommitsDeps,
  owner: CommitOwner,
  commits: SourceCommit[],
  brought: { patchSets: Map<string, PatchSet>; ref: string | undefined },
  shas = commits.map((commit) => commit.sha),
): Promise<Map<string, RecordedCommit>> {
  return db.transaction().execute(async (trx) => {
    await insertCommits(trx, { ...owner, deliveryId }, commits, brought);
    const recorded = await findRecordedCommits(trx, owner.id, shas);
    const messages = named(commits, recorded);
    const { organizationId } = owner;
    await linkReferences(trx, { organizationId, publicUrl, deliveryId }, messages);
    await nameUpstreamIssues(trx, organizationId, messages);
    await tieReleases(trx, enqueue, organizationId, commits);
    return recorded;
  });
}

function named(commits: SourceCommit[], recorded: Map<string, RecordedCommit>) {
  return commits.flatMap(({ sha, message }) => {
    const commit = recorded.get(sha);
    return commit ? [{ commitId: commit.id, message }] : [];
  });
}
