import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { upstreamLaneNames } from "./upstream-lane.ts";

/** The upstream accepts the token: what waits for that is tried at once. */
export async function wakeUpstream(
  trx: Database,
  wakeLanes: WakeLanes,
  organizationId: number,
): Promise<void> {
  await wakeLanes(trx, upstreamLaneNames(organizationId));
}
