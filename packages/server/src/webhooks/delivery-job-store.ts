import type { Database } from "../db/database.ts";
import type { JobState } from "../db/schema.ts";
import { keyOfDelivery } from "./store-delivery.ts";

/** The job that processes a delivery. */
export interface DeliveryJob {
  id: number;
  lane: string;
  state: JobState;
  attempts: number;
  startedAt: number | null;
  finishedAt: number | null;
}

/** The jobs of deliveries, by their numbers; what was ignored at once has none. */
export async function listDeliveryJobs(
  db: Database,
  deliveryIds: number[],
): Promise<Map<number, DeliveryJob>> {
  if (deliveryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("jobs")
    .select(["id", "lane", "state", "attempts", "startedAt", "finishedAt", "dedupeKey"])
    .where("dedupeKey", "in", deliveryIds.map(keyOfDelivery))
    .execute();
  const byKey = new Map(rows.map(({ dedupeKey, ...job }) => [dedupeKey, job]));
  return new Map(
    deliveryIds.flatMap((id) => {
      const job = byKey.get(keyOfDelivery(id));
      return job ? [[id, job]] : [];
    }),
  );
}
