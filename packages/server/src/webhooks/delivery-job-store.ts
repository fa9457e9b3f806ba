import type { Database } from "../db/database.ts";
import type { JobState } from "../db/schema.ts";
import { keyOfDelivery, readKeyOfDelivery } from "./store-delivery.ts";

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

/** The number of the delivery that a job processes; undefined when it is for none, or that is deleted. */
export async function findDeliveryOfJob(db: Database, jobId: number): Promise<number | undefined> {
  const job = await db
    .selectFrom("jobs")
    .select("dedupeKey")
    .where("id", "=", jobId)
    .executeTakeFirst();
  const id = readKeyOfDelivery(job?.dedupeKey ?? "");
  if (id === undefined) return undefined;
  const rows = db.selectFrom("deliveries").select("id").where("id", "=", id);
  return (await rows.executeTakeFirst())?.id;
}
