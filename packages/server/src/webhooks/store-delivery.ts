import type { GroupCommit } from "../db/group-commit.ts";
import { markHookSeen } from "../integrations/repository-store.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import type { Enqueue } from "../jobs/types.ts";
import { insertDelivery, type NewDelivery, prepareDelivery } from "./delivery-store.ts";

export const PROCESS_DELIVERY = "process-delivery";

/**
 * Stores a delivery and the job that will process it in one transaction: when this returns, a crash
 * cannot lose the push any more. Deliveries that come together are committed together. The lane of the repository keeps its pushes in order.
 */
export function storeDelivery(
  commits: GroupCommit,
  enqueue: Enqueue,
  { organizationId, ...delivery }: NewDelivery & { organizationId: number },
): Promise<"stored" | "duplicate" | "unlinked"> {
  const { repositoryId, integrationId } = delivery;
  const prepared = prepareDelivery(delivery);
  return commits.run(async (trx) => {
    // Its secret may have been remembered from before the repository was unlinked.
    if (!(await markHookSeen(trx, repositoryId, Date.now()))) return "unlinked";
    const deliveryId = await insertDelivery(trx, prepared);
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
