import type { Logger } from "pino";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { type CheckHookDeps, checkRepositoryHook } from "./check-repository-hook.ts";
import { hookUrl } from "./hook-url.ts";
import { listStoredHooks } from "./hook-store.ts";
import { repositoryLane } from "./repository-lane.ts";
import { findRepository, type Repository } from "./repository-store.ts";

export const REPAIR_HOOK = "repair-hook";

const payloadSchema = z.object({ repositoryId: z.number() });

/**
 * Asks for the repair of all webhooks that call another address than today's, since the service was
 * moved. A webhook that was repaired, and is left behind once more, is another job.
 */
export async function enqueueHookRepairs(
  db: Database,
  { enqueue, publicUrl }: { enqueue: Enqueue; publicUrl: string },
): Promise<void> {
  const hooks = await listStoredHooks(db);
  const left = hooks.filter((hook) => hook.hookUrl !== hookUrl(publicUrl, hook));
  if (left.length === 0) return;
  await db.transaction().execute(async (trx) => {
    for (const hook of left) {
      await enqueueHookRepair(trx, enqueue, hook, `${hook.updatedAt}:${publicUrl}`);
    }
  });
}

/** @param cause one job comes of the same one */
export async function enqueueHookRepair(
  trx: Database,
  enqueue: Enqueue,
  repository: Pick<Repository, "id" | "organizationId" | "integrationId">,
  cause: string,
): Promise<void> {
  const { id } = repository;
  await enqueue(trx, {
    ...repositoryLane(repository),
    kind: REPAIR_HOOK,
    payload: { repositoryId: id },
    dedupeKey: `${REPAIR_HOOK}:${id}:${cause}`,
  });
}

/**
 * Checks and repairs the webhook of a repository. Tried again when it failed for something that may
 * pass, or that a new identity mends; anything else the repository tells, and no push is held up by it.
 */
export function repairHook(deps: CheckHookDeps & { logger: Logger }): JobHandler {
  return async ({ payload }) => {
    const repository = await findRepository(deps.db, payloadSchema.parse(payload).repositoryId);
    if (!repository) return;
    const { failure, repaired } = await checkRepositoryHook(deps, repository);
    if (repaired.length > 0) {
      deps.logger.info({ repositoryId: repository.id, repaired }, "webhook repaired");
    }
    if (failure?.isPassing) throw failure;
  };
}
