import type { Database } from "../db/database.ts";
import { releasesLaneName } from "../integrations/repository-lane.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { RepositoryRef } from "./fetch-ref-commits.ts";
import { beginCommitsCall } from "./release-call-store.ts";
import type { Release } from "./release-store.ts";

export const FETCH_RELEASE_COMMITS = "fetch-release-commits";

/** A ref, and whose host is asked for its commits. */
export interface WantedRef extends RepositoryRef {
  integrationId: number;
}

/** Which commits a caller asks for. */
export interface WantedCommits {
  /** One for each repository. */
  refs: WantedRef[];
  /** Who is told how it went; absent for an organization's token. */
  userId: number | undefined;
}

/**
 * Asks, in the transaction that changes a release, for the commits of these refs: a job for each host, in the
 * lane that keeps the releases of its repositories in order.
 */
export async function enqueueReleaseCommits(
  enqueue: Enqueue,
  trx: Database,
  release: Release,
  { refs, userId }: WantedCommits,
): Promise<void> {
  const { id: releaseId, organizationId } = release;
  const byHost = Map.groupBy(refs, ({ integrationId }) => integrationId);
  const hosts = [...byHost].map(([integrationId, refs]) => ({ integrationId, refs }));
  const commitsCall = await beginCommitsCall(trx, releaseId, hosts);
  if (commitsCall === undefined) return;
  const repositoryIds = refs.map(({ repositoryId }) => repositoryId);
  const jobs = hosts.map(({ integrationId, refs }) => ({
    // Without the number of the integration: when that is uninstalled, the release is still to be told.
    lane: releasesLaneName(integrationId),
    organizationId,
    kind: FETCH_RELEASE_COMMITS,
    payload: { releaseId, commitsCall, userId, integrationId, refs, repositoryIds },
    dedupeKey: `${FETCH_RELEASE_COMMITS}:${commitsCall}:${integrationId}`,
  }));
  await enqueue(trx, ...jobs);
}
