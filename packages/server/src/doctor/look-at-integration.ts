import type { StoredIntegration } from "../integrations/integration-store.ts";
import { wakeIntegration } from "../integrations/wake-integration.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { checkIntegration, type CheckIntegrationDeps } from "./check-integration.ts";
import { type IntegrationCheck, storeIntegrationCheck } from "./integration-check-store.ts";

/**
 * Asks the host of an integration all that the doctor asks, and keeps what was found for who comes later.
 * When all is well, what failed before is tried at once.
 */
export async function lookAtIntegration(
  deps: CheckIntegrationDeps & { wakeLanes: WakeLanes },
  integration: StoredIntegration,
): Promise<IntegrationCheck> {
  const findings = await checkIntegration(deps, integration);
  const check = { at: Date.now(), findings };
  await deps.db.transaction().execute(async (trx) => {
    await storeIntegrationCheck(trx, integration.id, check);
    const isWell = findings.every(({ level }) => level !== "error");
    if (isWell) await wakeIntegration(trx, deps.wakeLanes, integration);
  });
  return check;
}
