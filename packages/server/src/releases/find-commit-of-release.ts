import { z } from "zod";
import { recordCommits, type RecordCommitsDeps } from "../commits/record-commits.ts";
import type { Installations } from "../integrations/installations.ts";
import { organizationLaneName } from "../integrations/repository-lane.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { listRepositories, type Repository } from "../integrations/repository-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { findNamedCommit } from "./named-commit.ts";
import { findReleaseById, type Release } from "./release-store.ts";
import { findCommitOf } from "./tie-release.ts";
import { tieReleaseAndFetch } from "./tie-releases.ts";

export const FIND_COMMIT_OF_RELEASE = "find-commit-of-release";

const payloadSchema = z.object({ releaseId: z.number() });

/** Asks, in the transaction that makes a release, for the commit that it is named for, if any. */
export async function enqueueCommitOfRelease(
  enqueue: Enqueue,
  trx: Database,
  release: Release,
): Promise<void> {
  if (findNamedCommit(release.version) === undefined) return;
  await enqueue(trx, {
    lane: organizationLaneName(release.organizationId),
    organizationId: release.organizationId,
    kind: FIND_COMMIT_OF_RELEASE,
    payload: { releaseId: release.id },
    dedupeKey: `${FIND_COMMIT_OF_RELEASE}:${release.id}`,
  });
}

/**
 * Ties a release to the commit that it is named for: the one recorded, or else the one that a linked
 * repository has, which is recorded first. Its commits are then fetched as if somebody had said so;
 * when somebody does, that goes before.
 */
export function findCommitOfRelease(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload }) => {
    const release = await findReleaseById(deps.db, payloadSchema.parse(payload).releaseId);
    const named = release && findNamedCommit(release.version);
    if (!release || named === undefined || release.commitsCall !== null) return;
    if (!(await findCommitOf(deps.db, release))) {
      const isThere = await recordFromHosts(deps, release, named);
      if (!isThere) return;
    }
    await deps.db.transaction().execute(async (trx) => {
      const current = await findReleaseById(trx, release.id);
      if (current) await tieReleaseAndFetch(trx, deps.enqueue, current);
    });
  };
}

/**
 * @returns whether a host has the commit
 * @throws IntegrationError when a host is away for now, and no other has the commit
 */
async function recordFromHosts(
  deps: RecordCommitsDeps & { installations: Installations },
  { organizationId }: Release,
  named: string,
): Promise<boolean> {
  let away: IntegrationError | undefined;
  for (const repository of await listRepositories(deps.db, organizationId)) {
    try {
      if (await recordFrom(deps, repository, named)) return true;
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      if (error.isPassing) away ??= error;
    }
  }
  if (away) throw away;
  return false;
}

/** A branch or tag of that name is not the commit that is meant. */
async function recordFrom(
  deps: RecordCommitsDeps & { installations: Installations },
  repository: Repository,
  named: string,
): Promise<boolean> {
  const { installation } = await deps.installations.getForJob(repository.integrationId);
  const source = installation.commitSource(repository);
  const sha = await source.resolveCommit(named);
  if (!sha?.startsWith(named)) return false;
  return (await recordCommits(deps, repository, source, { until: sha, limit: 1 })) !== "unknown";
}
