import { z } from "zod";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import type { Installations } from "../integrations/installations.ts";
import { organizationLaneName } from "../integrations/repository-lane.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { listRepositories, type Repository } from "../integrations/repository-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import type { RepositoryRef } from "./fetch-ref-commits.ts";
import { enqueueReleaseCommits } from "./fetch-release-commits.ts";
import { listCommitsOfSha } from "./named-commit-store.ts";
import { findNamedCommit } from "./named-commit.ts";
import { findReleaseById, type Release } from "./release-store.ts";

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
 * repository has. Its commits are then fetched as if somebody had said so; when somebody does, that goes
 * before.
 */
export function findCommitOfRelease(
  deps: RecordCommitsDeps & { installations: Installations; enqueue: Enqueue },
): JobHandler {
  return async ({ payload }) => {
    const release = await findReleaseById(deps.db, payloadSchema.parse(payload).releaseId);
    const named = release && findNamedCommit(release.version);
    if (!release || named === undefined || release.commitsCall !== null) return;
    const ref =
      (await findRecorded(deps.db, release, named)) ?? (await findAtHosts(deps, release, named));
    if (!ref) return;
    await deps.db.transaction().execute(async (trx) => {
      const current = await findReleaseById(trx, release.id);
      if (current?.commitsCall !== null) return;
      await enqueueReleaseCommits(deps.enqueue, trx, current, { refs: [ref], userId: undefined });
    });
  };
}

async function findRecorded(
  db: Database,
  { organizationId }: Release,
  named: string,
): Promise<RepositoryRef | undefined> {
  const [commit, other] = await listCommitsOfSha(db, organizationId, named);
  // The same commit in two repositories is in a fork: the one linked first has it.
  if (!commit || (other && other.sha !== commit.sha)) return undefined;
  return { repositoryId: commit.repositoryId, until: commit.sha };
}

/** @throws IntegrationError when a host is away for now, and no other has the commit */
async function findAtHosts(
  deps: { db: Database; installations: Installations },
  { organizationId }: Release,
  named: string,
): Promise<RepositoryRef | undefined> {
  let away: IntegrationError | undefined;
  for (const repository of await listRepositories(deps.db, organizationId)) {
    try {
      const sha = await resolveSha(deps.installations, repository, named);
      if (sha !== undefined) return { repositoryId: repository.id, until: sha };
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      if (error.retryable || error.isPause) away ??= error;
    }
  }
  if (away) throw away;
  return undefined;
}

/** A branch or tag of that name is not the commit that is meant. */
async function resolveSha(
  installations: Installations,
  repository: Repository,
  named: string,
): Promise<string | undefined> {
  const { installation } = await installations.getForJob(repository.integrationId);
  const sha = await installation.commitSource(repository).resolveCommit(named);
  return sha?.startsWith(named) ? sha : undefined;
}
