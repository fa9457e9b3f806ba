import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { findListedDelivery, type ListedDelivery } from "../../webhooks/delivery-list-store.ts";
import { notFound } from "../api-error.ts";

export const deliveryParams = z.object({
  organization: z.string(),
  delivery: z.string().transform(toRowId),
});

/** @throws ApiError 404 when the organization has no such delivery */
export async function getDeliveryFor(
  db: Database,
  organizationId: number,
  id: number,
): Promise<ListedDelivery> {
  const delivery = await findListedDelivery(db, organizationId, id);
  if (!delivery) {
    throw notFound(
      "There is no such delivery. Deliveries are deleted when they are old, and when their repository is unlinked.",
    );
  }
  return delivery;
}
