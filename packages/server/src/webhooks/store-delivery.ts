import type { Database } from "../db/database.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import type { Enqueue } from "../jobs/types.ts";
import { insertDelivery, type NewDelivery } from "./delivery-store.ts";

export const PROCESS_DELIVERY = "process-delivery";

/**
 * Stores a delivery and the job that will process it in one transaction: when this returns, a crash
 * cannot lose the push any more. The lane of the repository keeps its pushes in order.
 */
export function storeDelivery(
  db: Database,
  enqueue: Enqueue,
  { organizationId, ...delivery }: NewDelivery & { organizationId: number },
): Promise<"stored" | "duplicate"> {
  const { repositoryId, integrationId } = delivery;
  return db.transaction().execute(async (trx) => {
    const deliveryId = await insertDelivery(trx, delivery);
    if (deliveryId === undefined) return "duplicate";
    if (delivery.state === "pending") {
      await enqueue(trx, {
        ...repositoryLane({ id: repositoryId, organizationId, integrationId }),
        kind: PROCESS_DELIVERY,
        payload: { deliveryId },
        dedupeKey: `delivery:${deliveryId}`,
      });
    }
    return "stored";
  });
}
