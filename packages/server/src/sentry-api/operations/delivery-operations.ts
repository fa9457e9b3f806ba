import type { OperationArea } from "./operation.ts";
import { INTEGRATION_READ, ORG_WRITE } from "./scopes.ts";

export const deliveryOperations: OperationArea = {
  tag: "Deliveries",
  description: "Webhook requests as they were received, what came of each, and how to repeat them.",
  operations: {
    "GET /organizations/{organization}/deliveries/": {
      id: "listDeliveries",
      summary: "List an organization's deliveries",
      scopes: INTEGRATION_READ,
      isAddition: true,
    },
    "GET /organizations/{organization}/refused-deliveries/": {
      id: "listRefusedDeliveries",
      summary: "List what an organization's webhooks refused, alike ones of an hour together",
      scopes: INTEGRATION_READ,
      isAddition: true,
    },
    "GET /organizations/{organization}/deliveries/{delivery}/": {
      id: "getDelivery",
      summary: "Retrieve a delivery, with what was sent and what came of it",
      scopes: INTEGRATION_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/deliveries/{delivery}/replay/": {
      id: "replayDelivery",
      summary: "Process a delivery again, or try now what one that waits is waiting for",
      scopes: ORG_WRITE,
      refusals: { 409: "An attempt is under way, or about to be." },
      isAddition: true,
    },
  },
};
