import { z } from "zod";
import type { Database } from "../db/database.ts";
import { setDeliveryState } from "./delivery-store.ts";

const payloadSchema = z.object({ deliveryId: z.number() });

/** Nobody waits any more for the delivery whose job a person has dismissed. */
export async function dismissDelivery(trx: Database, payload: unknown): Promise<void> {
  const { deliveryId } = payloadSchema.parse(payload);
  await setDeliveryState(trx, deliveryId, "ignored", "Its job was dismissed.");
}
