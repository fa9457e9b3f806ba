import type { Database } from "../../db/database.ts";
import { type Pause, PAUSED_BY_PERSON, toPauseColumns } from "../../integrations/pause.ts";

/**
 * Keeps why the upstream is not asked, or that it is again, unless a person has paused it.
 * @returns whether that is news
 */
export async function storeUpstreamPause(
  trx: Database,
  organizationId: number,
  pause: Pause | undefined,
): Promise<boolean> {
  if (!pause) return endUpstreamPause(trx, organizationId);
  const begun = await setPause(trx, organizationId, pause)
    .where("pausedAt", "is", null)
    .executeTakeFirst();
  if (begun.numUpdatedRows > 0n) return true;
  await setPause(trx, organizationId, pause).where("pauseCode", "!=", PAUSED_BY_PERSON).execute();
  return false;
}

/** Ends a pause that no person has begun. @returns false when there is none */
export async function endUpstreamPause(trx: Database, organizationId: number): Promise<boolean> {
  const ended = await setPause(trx, organizationId, undefined)
    .where("pauseCode", "!=", PAUSED_BY_PERSON)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** A person decides, whatever was found out. */
export async function storePersonsPause(
  trx: Database,
  organizationId: number,
  pause: Pause | undefined,
): Promise<void> {
  await setPause(trx, organizationId, pause).execute();
}

function setPause(trx: Database, organizationId: number, pause: Pause | undefined) {
  return trx
    .updateTable("upstreams")
    .set(toPauseColumns(pause))
    .where("organizationId", "=", organizationId);
}
