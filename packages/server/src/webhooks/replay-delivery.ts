import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import { findJobByKey, restartJobs, setPayload } from "../jobs/replay-store.ts";
import { tryLaneNow } from "../jobs/try-now.ts";
import type { Enqueue } from "../jobs/types.ts";
import { setDeliveryState } from "./delivery-store.ts";
import { keyOfDelivery, PROCESS_DELIVERY } from "./store-delivery.ts";

interface ReplayedDelivery {
  id: number;
  organizationId: number;
  integrationId: number;
  repositoryId: number;
}

/**
 * Processes a delivery anew. One that failed goes on where it failed; of one that is done all is asked
 * again of the host, and what is recorded already stays as it is. What one that waits is waiting for is
 * tried at once.
 * @returns false when that is under way, or due
 */
export function replayDelivery(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  delivery: ReplayedDelivery,
  actor: Actor,
): Promise<boolean> {
  const { id: deliveryId, organizationId } = delivery;
  return db.transaction().execute(async (trx) => {
    const job = await findJobByKey(trx, keyOfDelivery(deliveryId));
    if (job?.state === "waiting") {
      if (!(await tryLaneNow(trx, job))) return false;
    } else {
      await beginAnew(trx, enqueue, { delivery, job });
    }
    const target = `delivery ${deliveryId}`;
    await recordAct(trx, { organizationId, event: "delivery.replay", actor, target });
    return true;
  });
}

/** @param job that processed it; undefined when there was nothing to do, or it is deleted */
async function beginAnew(
  trx: Database,
  enqueue: Enqueue,
  { delivery, job }: { delivery: ReplayedDelivery; job: Awaited<ReturnType<typeof findJobByKey>> },
): Promise<void> {
  const { id: deliveryId, repositoryId } = delivery;
  const payload = job?.state === "set_aside" ? { deliveryId } : { deliveryId, again: true };
  if (job) {
    await restartJobs(trx, [job], Date.now());
    await setPayload(trx, job.id, payload);
  } else {
    await enqueue(trx, {
      ...repositoryLane({ ...delivery, id: repositoryId }),
      kind: PROCESS_DELIVERY,
      payload,
      dedupeKey: keyOfDelivery(deliveryId),
    });
  }
  await setDeliveryState(trx, deliveryId, "pending");
}
