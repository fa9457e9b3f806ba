import { z } from "zod";
import { recordCommits, type RecordCommitsDeps } from "../commits/record-commits.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { releasesLaneName } from "../integrations/repository-lane.ts";
import { listRepositories, type Repository } from "../integrations/repository-store.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { findNamedCommit } from "./named-commit.ts";
import { findReleaseById, type Release } from "./release-store.ts";

export const ASK_HOST_FOR_RELEASE = "ask-host-for-release";

const payloadSchema = z.object({ releaseId: z.number(), integrationId: z.number() });

/** Asks for a look at one host, whether it has the commit that a release is named for. */
export async function enqueueQuestion(
  enqueue: Enqueue,
  trx: Database,
  { id: releaseId, organizationId }: Release,
  integrationId: number,
): Promise<void> {
  await enqueue(trx, {
    lane: releasesLaneName(integrationId),
    organizationId,
    kind: ASK_HOST_FOR_RELEASE,
    payload: { releaseId, integrationId },
    dedupeKey: `${ASK_HOST_FOR_RELEASE}:${releaseId}:${integrationId}`,
  });
}

/** Records the commit that a release is named for, if one of the host's linked repositories has it: that ties it. */
export function askHostForRelease(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload }) => {
    const { releaseId, integrationId } = payloadSchema.parse(payload);
    const release = await findReleaseById(deps.db, releaseId);
    const named = release && findNamedCommit(release.version);
    if (!release || named === undefined) return undefined;
    // It was found meanwhile, or somebody said which commits it has.
    if (release.commitId !== null || release.commitsCall !== null) return undefined;
    const { organizationId, version } = release;
    for (const repository of await listRepositories(deps.db, organizationId, { integrationId })) {
      if (await recordFrom(deps, repository, named)) {
        return { release: version, repository: repository.name };
      }
    }
    return { release: version, repository: null };
  };
}

/**
 * A branch or tag of that name is not the commit that is meant. A host that is away for one repository is
 * not asked for the next.
 * @throws IntegrationError when it is
 */
async function recordFrom(
  deps: RecordCommitsDeps & { installations: Installations },
  repository: Repository,
  named: string,
): Promise<boolean> {
  try {
    const { installation } = await deps.installations.getForJob(repository.integrationId);
    const source = installation.commitSource(repository);
    const sha = await source.resolveCommit(named);
    if (!sha?.startsWith(named)) return false;
    return (await recordCommits(deps, repository, source, { until: sha, limit: 1 })) !== "unknown";
  } catch (error) {
    if (!(error instanceof IntegrationError) || error.isPassing) throw error;
    return false;
  }
}
