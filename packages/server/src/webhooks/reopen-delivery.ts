import { z } from "zod";
import type { Database } from "../db/database.ts";
import { setDeliveryState } from "./delivery-store.ts";

const payloadSchema = z.object({ deliveryId: z.number() });

/** The delivery whose job begins anew has not failed any more. */
export async function reopenDelivery(trx: Database, payload: unknown): Promise<void> {
  await setDeliveryState(trx, payloadSchema.parse(payload).deliveryId, "pending");
}
