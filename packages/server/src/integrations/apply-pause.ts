import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue, WakeLanes } from "../jobs/types.ts";
import type { StoredIntegration } from "./integration-store.ts";
import { PAUSED_BY_PERSON, toPauseColumns } from "./pause.ts";
import { enqueueProbe } from "./probe-integration.ts";
import { wakeIntegration } from "./wake-integration.ts";

/**
 * What is to be asked of the host waits until somebody resumes; webhooks are taken meanwhile, and nothing is
 * lost. Pausing what is paused already changes who did it.
 */
export function pauseIntegration(
  db: Database,
  { id, organizationId, name }: StoredIntegration,
  actor: Actor,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const reason = `${actor.name} paused it. Pushes are taken and wait until it is resumed.`;
    const pause = { code: PAUSED_BY_PERSON, reason, at: Date.now() };
    await setPause(trx, id, pause);
    await recordAct(trx, { organizationId, event: "integration.pause", actor, target: name });
  });
}

/**
 * All that waited is tried at once. The host is probed, too: that wakes what found the pause a moment ago, and
 * tells at once of one that is away.
 */
export function resumeIntegration(
  db: Database,
  { wakeLanes, enqueue }: { wakeLanes: WakeLanes; enqueue: Enqueue },
  integration: StoredIntegration,
  actor: Actor,
): Promise<void> {
  const { id, organizationId, name: target } = integration;
  return db.transaction().execute(async (trx) => {
    await setPause(trx, id, undefined);
    await wakeIntegration(trx, wakeLanes, integration);
    await enqueueProbe(trx, enqueue, integration);
    await recordAct(trx, { organizationId, event: "integration.resume", actor, target });
  });
}

async function setPause(trx: Database, id: number, pause: Parameters<typeof toPauseColumns>[0]) {
  await trx.updateTable("integrations").set(toPauseColumns(pause)).where("id", "=", id).execute();
}
