import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { linksLaneName, releasesLaneName, repositoryLaneName } from "./repository-lane.ts";
import { listRepositories } from "./repository-store.ts";
import type { Integration } from "./types.ts";

/** The host accepts the identity of an integration: what waits for that is tried at once. */
export async function wakeIntegration(
  trx: Database,
  wakeLanes: WakeLanes,
  { id, organizationId }: Pick<Integration, "id" | "organizationId">,
): Promise<void> {
  const repositories = await listRepositories(trx, organizationId, { integrationId: id });
  const lanes = repositories.map((repository) => repositoryLaneName(repository.id));
  await wakeLanes(trx, [...lanes, releasesLaneName(id), linksLaneName(id)]);
}
