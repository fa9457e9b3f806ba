import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { enqueueReleaseCommits } from "./enqueue-release-commits.ts";
import type { Release } from "./release-store.ts";
import { findCommitOf, tieRelease } from "./tie-release.ts";
import { listUntiedReleases } from "./tied-release-store.ts";

/** Called in the transaction that records commits: ties the releases that were named for them before. */
export async function tieReleases(
  trx: Database,
  enqueue: Enqueue,
  organizationId: number,
  commits: { sha: string }[],
): Promise<void> {
  const shas = commits.map((commit) => commit.sha);
  for (const release of await listUntiedReleases(trx, organizationId, shas)) {
    await tieReleaseAndFetch(trx, enqueue, release);
  }
}

/**
 * Ties a release to its recorded commit, if there is one, and has its commits fetched as if somebody had
 * said so; when somebody does, that goes before.
 */
export async function tieReleaseAndFetch(
  trx: Database,
  enqueue: Enqueue,
  release: Release,
): Promise<void> {
  const commit = await findCommitOf(trx, release);
  if (!commit) return;
  const tied = await tieRelease(trx, release);
  const { repositoryId, integrationId, sha: until } = commit;
  if (tied.commitsCall !== null || integrationId === null) return;
  const ref = { repositoryId, integrationId, until };
  await enqueueReleaseCommits(enqueue, trx, tied, { refs: [ref], userId: undefined });
}
