import type { StoredIntegration } from "../integrations/integration-store.ts";
import { checkIntegration, type CheckIntegrationDeps } from "./check-integration.ts";
import { type IntegrationCheck, storeIntegrationCheck } from "./integration-check-store.ts";

/** Asks the host of an integration all that the doctor asks, and keeps what was found for who comes later. */
export async function lookAtIntegration(
  deps: CheckIntegrationDeps,
  integration: StoredIntegration,
): Promise<IntegrationCheck> {
  const findings = await checkIntegration(deps, integration);
  const check = { at: Date.now(), findings };
  await storeIntegrationCheck(deps.db, integration.id, check);
  return check;
}
