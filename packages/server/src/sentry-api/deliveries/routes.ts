import type { Database } from "../../db/database.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { getDelivery } from "./get-delivery.ts";
import { listDeliveriesOfOrganization } from "./list-deliveries.ts";
import { listRefusedDeliveriesOfOrganization } from "./list-refused-deliveries.ts";
import { replayDelivery } from "./replay-delivery.ts";

export interface DeliveryRoutesDeps {
  db: Database;
  secretBox: SecretBox;
  publicUrl: string;
  enqueue: Enqueue;
}

/** What webhooks brought, what came of it, and what of it was refused. */
export function deliveryRoutes(app: Api, deps: DeliveryRoutesDeps): void {
  listDeliveriesOfOrganization(app, deps);
  listRefusedDeliveriesOfOrganization(app, deps);
  getDelivery(app, deps);
  replayDelivery(app, deps);
}
