import type { Database } from "../db/database.ts";
import { markHookSeen } from "../integrations/hook-store.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import type { Enqueue } from "../jobs/types.ts";
import { insertDelivery, type PreparedDelivery } from "./delivery-store.ts";

export const PROCESS_DELIVERY = "process-delivery";

/** What came of a delivery. `unlinked`: nothing was stored, there is nobody to process it for. */
export type Stored = "stored" | "duplicate" | "unlinked";

/** With our number of the request that brought it. */
type OwnedDelivery = PreparedDelivery & { organizationId: number; receivedAs: string };

/**
 * Stores a delivery and the job that will process it in the caller's transaction: when that has
 * committed, a crash cannot lose the push any more. The lane of the repository keeps its pushes in order.
 */
export async function storeDelivery(
  trx: Database,
  enqueue: Enqueue,
  { organizationId, receivedAs, ...delivery }: OwnedDelivery,
): Promise<Stored> {
  const { repositoryId, integrationId } = delivery;
  // Its secret may have been remembered from before the repository was unlinked.
  if (!(await markHookSeen(trx, repositoryId, Date.now()))) return "unlinked";
  const deliveryId = await insertDelivery(trx, delivery);
  if (deliveryId === undefined) return "duplicate";
  if (delivery.state === "pending") {
    await enqueue(trx, {
      ...repositoryLane({ id: repositoryId, organizationId, integrationId }),
      kind: PROCESS_DELIVERY,
      payload: { deliveryId },
      dedupeKey: `delivery:${deliveryId}`,
      requestId: receivedAs,
    });
  }
  return "stored";
}

/** The same for deliveries that come together, one after another. */
export async function storeDeliveries(
  trx: Database,
  enqueue: Enqueue,
  deliveries: OwnedDelivery[],
): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const delivery of deliveries) stored.push(await storeDelivery(trx, enqueue, delivery));
  return stored;
}
