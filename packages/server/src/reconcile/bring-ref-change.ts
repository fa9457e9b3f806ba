import { z } from "zod";
import { processPush } from "../commits/process-push.ts";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import type { RefChange } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import { PermanentJobError } from "../jobs/permanent-job-error.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";

export const BRING_REF_CHANGE = "bring-ref-change";

const payloadSchema = z.object({
  repositoryId: z.number(),
  /** See `PushContext`. */
  receivedAt: z.number(),
  change: z.object({
    ref: z.string(),
    refType: z.enum(["branch", "tag"]),
    type: z.enum(["add", "update", "delete"]),
    fromSha: z.string(),
    toSha: z.string(),
  }),
});

/**
 * Leaves a ref change, of which Bitbucket's answer cannot be used, to a job of its own: what comes behind
 * it is brought all the same, and a person sees it, with the reason, and can replay it.
 */
export async function enqueueRefChange(
  enqueue: Enqueue,
  trx: Database,
  repository: Repository,
  { change, receivedAt }: { change: RefChange; receivedAt: number },
): Promise<void> {
  const { id: repositoryId } = repository;
  const { ref, fromSha, toSha } = change;
  await enqueue(trx, {
    ...repositoryLane(repository),
    kind: BRING_REF_CHANGE,
    payload: { repositoryId, receivedAt, change },
    dedupeKey: `${BRING_REF_CHANGE}:${repositoryId}:${ref}:${fromSha}:${toSha}`,
  });
}

export function bringRefChange(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload }, _signal, holdLane) => {
    const { repositoryId, receivedAt, change } = payloadSchema.parse(payload);
    const repository = await findRepository(deps.db, repositoryId);
    if (!repository) return undefined;
    try {
      const { installation } = await deps.installations.getForJob(repository.integrationId);
      const source = installation.commitSource(repository);
      const defaultBranch = await source.getDefaultBranch();
      const push = { refChanges: [change], defaultBranch, receivedAt };
      const { commits, resolved } = await processPush(
        { ...deps, holdLane },
        repository,
        source,
        push,
      );
      return { repository: repository.name, ref: change.ref, commits, resolved };
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.isPassing) throw error;
      const message = `${change.ref} of ${repository.name}, ${change.fromSha} to ${change.toSha}: ${error.message}`;
      throw new PermanentJobError(message, { cause: error });
    }
  };
}
