import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";

/** The lane of what is asked of an organization's upstream. */
const upstreamLaneName = (organizationId: number): string => `upstream:${organizationId}`;

/** The upstream accepts the token: what waits for that is tried at once. */
export async function wakeUpstream(
  trx: Database,
  wakeLanes: WakeLanes,
  organizationId: number,
): Promise<void> {
  await wakeLanes(trx, [upstreamLaneName(organizationId)]);
}
