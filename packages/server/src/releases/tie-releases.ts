import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { enqueueReleaseCommits } from "./fetch-release-commits.ts";
import { findReleaseById } from "./release-store.ts";
import { findCommitOf, tieRelease } from "./tie-release.ts";
import { listUntiedReleases } from "./tied-release-store.ts";

/** Commits were recorded: the releases that were named for them before are tied to them. */
export async function tieReleases(
  deps: { db: Database; enqueue: Enqueue },
  organizationId: number,
  commits: { sha: string }[],
): Promise<void> {
  const shas = commits.map((commit) => commit.sha);
  for (const { id } of await listUntiedReleases(deps.db, organizationId, shas)) {
    await tieReleaseAndFetch(deps, id);
  }
}

/**
 * Ties a release to its recorded commit and fetches its commits, as if somebody had said so; when
 * somebody does, that goes before.
 */
export function tieReleaseAndFetch(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  releaseId: number,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const release = await findReleaseById(trx, releaseId);
    const commit = release && (await findCommitOf(trx, release));
    if (!commit) return;
    const tied = await tieRelease(trx, release);
    if (tied.commitsCall !== null || !commit.isLinked) return;
    const ref = { repositoryId: commit.repositoryId, until: commit.sha };
    await enqueueReleaseCommits(enqueue, trx, tied, { refs: [ref], userId: undefined });
  });
}
