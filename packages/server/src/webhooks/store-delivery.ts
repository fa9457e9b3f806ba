import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import { markHooksSeen } from "../integrations/hook-store.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import type { Enqueue, NewJob } from "../jobs/types.ts";
import { insertDeliveries, type NewDelivery } from "./delivery-store.ts";

export const PROCESS_DELIVERY = "process-delivery";

/** By it the job of a delivery is found: of each there is one at most. */
export const keyOfDelivery = (id: number): string => `${PROCESS_DELIVERY}:${id}`;

/** @returns undefined when it is no such key */
export function readKeyOfDelivery(key: string): number | undefined {
  const [kind, id] = key.split(":");
  return kind === PROCESS_DELIVERY ? Number(id) : undefined;
}

/** What came of a delivery. `unlinked`: nothing was stored, there is nobody to process it for. */
export type Stored = "stored" | "duplicate" | "unlinked";

/** With our number of the request that brought it. */
export type OwnedDelivery = NewDelivery & { receivedAs: string };

/**
 * Stores deliveries, and the jobs that will process them, in the caller's transaction: when that has
 * committed, a crash cannot lose a push any more. The lane of a repository keeps its pushes in the
 * order in which they come here.
 * @returns what came of each, in their order
 */
export async function storeDeliveries(
  trx: Database,
  enqueue: Enqueue,
  deliveries: OwnedDelivery[],
): Promise<Stored[]> {
  const now = await readDatabaseTime(trx);
  const repositoryIds = [...new Set(deliveries.map(({ repositoryId }) => repositoryId))];
  // A secret may have been remembered from before its repository was unlinked.
  const linked = await markHooksSeen(trx, repositoryIds, now);
  const wanted = deliveries.filter(({ repositoryId }) => linked.has(repositoryId));
  const ids = await insertDeliveries(trx, wanted, now);
  const idOf = new Map(wanted.map((delivery, place) => [delivery, ids[place]]));
  await enqueue(trx, ...toJobs(idOf));
  return deliveries.map((delivery) => {
    if (!idOf.has(delivery)) return "unlinked";
    return idOf.get(delivery) === undefined ? "duplicate" : "stored";
  });
}

function toJobs(idOf: Map<OwnedDelivery, number | undefined>): NewJob[] {
  return [...idOf].flatMap(([{ repositoryId, state, receivedAs, ...owner }, deliveryId]) => {
    if (deliveryId === undefined || state !== "pending") return [];
    return {
      ...repositoryLane({ ...owner, id: repositoryId }),
      kind: PROCESS_DELIVERY,
      payload: { deliveryId },
      dedupeKey: keyOfDelivery(deliveryId),
      requestId: receivedAs,
    };
  });
}
