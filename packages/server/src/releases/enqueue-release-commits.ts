import type { Database } from "../db/database.ts";
import { organizationLaneName } from "../integrations/repository-lane.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { RepositoryRef } from "./fetch-ref-commits.ts";
import { beginCommitsCall } from "./release-call-store.ts";
import type { Release } from "./release-store.ts";

export const FETCH_RELEASE_COMMITS = "fetch-release-commits";

/** Which commits a caller asks for. */
export interface WantedCommits {
  refs: RepositoryRef[];
  /** Who is told how it went; absent for an organization's token. */
  userId: number | undefined;
}

/**
 * Asks, in the transaction that changes a release, for the commits of these refs. The lane of the
 * organization keeps releases in order, so that one finds where the one before it ended.
 */
export async function enqueueReleaseCommits(
  enqueue: Enqueue,
  trx: Database,
  release: Release,
  { refs, userId }: WantedCommits,
): Promise<void> {
  const commitsCall = await beginCommitsCall(trx, release.id);
  if (commitsCall === undefined) return;
  await enqueue(trx, {
    lane: organizationLaneName(release.organizationId),
    organizationId: release.organizationId,
    kind: FETCH_RELEASE_COMMITS,
    payload: { releaseId: release.id, commitsCall, userId, refs },
    dedupeKey: `${FETCH_RELEASE_COMMITS}:${commitsCall}`,
  });
}
