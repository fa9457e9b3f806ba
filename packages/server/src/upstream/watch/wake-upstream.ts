import type { Database } from "../../db/database.ts";
import { listIntegrations } from "../../integrations/integration-store.ts";
import { releasesLaneName } from "../../integrations/repository-lane.ts";
import type { WakeLanes } from "../../jobs/types.ts";
import { upstreamLaneNames } from "../upstream-lane.ts";

/**
 * The upstream accepts the token: what waits for that is tried at once, also the commits of releases, which begin
 * where the upstream says.
 */
export async function wakeUpstream(
  trx: Database,
  wakeLanes: WakeLanes,
  organizationId: number,
): Promise<void> {
  const integrations = await listIntegrations(trx, organizationId);
  const releases = integrations.map(({ id }) => releasesLaneName(id));
  await wakeLanes(trx, [...upstreamLaneNames(organizationId), ...releases]);
}
