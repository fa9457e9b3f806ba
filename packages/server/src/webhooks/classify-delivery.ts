import type { IntegrationProvider } from "../integrations/integration-provider.ts";
import { DeliveryRefusal } from "./delivery-refusal.ts";
import type { NewDelivery } from "./delivery-store.ts";

/**
 * What is to become of a delivery. One that we cannot read is kept, for its job to fail with the
 * reason where a person sees it; only what is no JSON at all is the sender's fault.
 * @throws DeliveryRefusal
 */
export function classifyDelivery(
  provider: IntegrationProvider,
  eventKey: string,
  body: Buffer,
): Pick<NewDelivery, "state" | "reason"> {
  try {
    const parsed = provider.parseDelivery(eventKey, body);
    if (parsed.kind !== "ignored") return { state: "pending" };
    refuseUnlessJson(body);
    return { state: "ignored", reason: parsed.reason };
  } catch (error) {
    if (error instanceof DeliveryRefusal) throw error;
    refuseUnlessJson(body);
    return { state: "pending" };
  }
}

function refuseUnlessJson(body: Buffer): void {
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new DeliveryRefusal("malformed", "The body is not JSON.");
  }
}
