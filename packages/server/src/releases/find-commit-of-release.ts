import { z } from "zod";
import { organizationLaneName } from "../integrations/repository-lane.ts";
import { listRepositories } from "../integrations/repository-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { enqueueQuestion } from "./ask-host-for-release.ts";
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
 * Ties a release to the commit that it is named for: the one recorded, or else the one that a host has,
 * which each is asked in a job of its own. One that is away keeps nobody waiting: a push or a comparison
 * that brings the commit later ties it, too.
 */
export function findCommitOfRelease({
  db,
  enqueue,
}: {
  db: Database;
  enqueue: Enqueue;
}): JobHandler {
  return async ({ payload }) => {
    const { releaseId } = payloadSchema.parse(payload);
    await db.transaction().execute(async (trx) => {
      const release = await findReleaseById(trx, releaseId);
      if (!release || release.commitsCall !== null) return;
      if (await findCommitOf(trx, release)) {
        await tieReleaseAndFetch(trx, enqueue, release);
        return;
      }
      for (const integrationId of await listLinkedIntegrations(trx, release.organizationId)) {
        await enqueueQuestion(enqueue, trx, release, integrationId);
      }
    });
  };
}

async function listLinkedIntegrations(trx: Database, organizationId: number): Promise<number[]> {
  const repositories = await listRepositories(trx, organizationId);
  return [...new Set(repositories.map(({ integrationId }) => integrationId))];
}
