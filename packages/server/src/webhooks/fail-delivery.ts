import { z } from "zod";
import type { Database } from "../db/database.ts";
import { setDeliveryState } from "./delivery-store.ts";

const payloadSchema = z.object({ deliveryId: z.number() });

/** The delivery whose job was given up has failed. */
export async function failDelivery(trx: Database, payload: unknown, reason: string): Promise<void> {
  await setDeliveryState(trx, payloadSchema.parse(payload).deliveryId, "failed", reason);
}
