import type { Database } from "../db/database.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { Enqueue } from "../jobs/types.ts";
import { listDueRepositories, pullInReconciles, setNextReconcile } from "./reconcile-store.ts";

export const RECONCILE_REPOSITORY = "reconcile-repository";

/** How often due repositories are looked for. */
export const LOOK_EVERY_MS = 5_000;
/** A link that is under way is left for five minutes, and the clocks of replicas may be apart. */
const CLOCKS_MS = 10 * 60_000;
/** So many at one look: after a start, thousands that are all due take their turns one after another. */
const MOST_AT_ONCE = 100;

/**
 * Asks for a repository to be compared with its host, behind what its lane has to do already. Asking
 * twice before it has begun is asking once.
 */
export async function enqueueReconcile(
  trx: Database,
  enqueue: Enqueue,
  repository: Pick<Repository, "id" | "organizationId" | "integrationId">,
): Promise<void> {
  await enqueue(trx, {
    ...repositoryLane(repository),
    kind: RECONCILE_REPOSITORY,
    payload: { repositoryId: repository.id },
    unlessWaiting: true,
  });
}

/**
 * Asks for all repositories whose time has come. The next time of each is a little before or after the
 * interval, so that those that began together drift apart.
 */
export async function enqueueDueReconciles(
  trx: Database,
  enqueue: Enqueue,
  intervalMs: number,
): Promise<void> {
  const now = Date.now();
  await pullInReconciles(trx, now + 2 * intervalMs + CLOCKS_MS, now);
  for (const repository of await listDueRepositories(trx, now, MOST_AT_ONCE)) {
    const nextAt = now + Math.round(intervalMs * (0.9 + Math.random() / 5));
    await setNextReconcile(trx, repository.id, nextAt);
    await enqueueReconcile(trx, enqueue, repository);
  }
}
