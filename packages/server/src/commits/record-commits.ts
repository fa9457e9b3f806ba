import { setImmediate } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { tieReleases } from "../releases/tie-releases.ts";
import { linkReferences } from "../resolutions/reference-store.ts";
import {
  type CommitOwner,
  findRecordedCommits,
  insertCommits,
  type RecordedCommit,
} from "./commit-store.ts";
import { toStorableCommit, toStorablePatchSet } from "./to-storable-commit.ts";
import type { CommitRange, CommitSource, PatchSet, SourceCommit } from "./types.ts";

/** Recorded together: one page of Bitbucket's, one transaction of ours. */
const BATCH_SIZE = 100;

/** A commit that says this is not for us: design section 5, rule 4. */
const SKIP_MARK = "#skipsentry";

export interface RecordCommitsDeps {
  db: Database;
  /** How people reach this service: issue URLs of this host are references. */
  publicUrl: string;
  enqueue: Enqueue;
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
  range: CommitRange & { limit?: number },
): Promise<RecordedCommit[] | "unknown"> {
  const listed = await source.listCommits(range);
  if (listed === "unknown") return "unknown";
  const recorded: RecordedCommit[] = [];
  for await (const batch of inBatches(listed, range.limit ?? Number.POSITIVE_INFINITY)) {
    recorded.push(...(await recordBatch(deps, owner, source, batch)));
    // What comes from no network takes no turns: others wait for all of 20,000 commits.
    await setImmediate();
  }
  return recorded;
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

async function recordBatch(
  { db, publicUrl, enqueue }: RecordCommitsDeps,
  owner: CommitOwner,
  source: CommitSource,
  batch: SourceCommit[],
): Promise<RecordedCommit[]> {
  const shas = batch.map((commit) => commit.sha);
  const known = await findRecordedCommits(db, owner.id, shas);
  const missing = batch.filter((commit) => !known.has(commit.sha));
  const patchSets = await fetchPatchSets(source, missing);
  return db.transaction().execute(async (trx) => {
    await insertCommits(trx, owner, missing, patchSets);
    // Another lane may have recorded some of them meanwhile: what counts is what is there now.
    const recorded = await findRecordedCommits(trx, owner.id, shas);
    await linkReferences(trx, owner.organizationId, publicUrl, named(missing, recorded));
    await tieReleases(trx, enqueue, owner.organizationId, missing);
    return shas.flatMap((sha) => recorded.get(sha) ?? []);
  });
}

async function fetchPatchSets(source: CommitSource, commits: SourceCommit[]) {
  const patchSets = new Map<string, PatchSet>();
  if (commits.length === 0) return patchSets;
  for await (const patchSet of source.getPatchSets(commits.map((commit) => commit.sha))) {
    patchSets.set(patchSet.sha, toStorablePatchSet(patchSet));
  }
  return patchSets;
}

function named(commits: SourceCommit[], recorded: Map<string, RecordedCommit>) {
  return commits.flatMap(({ sha, message }) => {
    const commit = recorded.get(sha);
    return commit ? [{ commitId: commit.id, sha, message }] : [];
  });
}
