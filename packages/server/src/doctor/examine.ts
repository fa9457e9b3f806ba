import type { Database } from "../db/database.ts";
import { listIntegrations } from "../integrations/integration-store.ts";
import { findUpstream } from "../upstream/upstream-store.ts";
import type { Upstreams } from "../upstream/upstreams.ts";
import { type CheckedConfig, checkConfiguration } from "./check-configuration.ts";
import { checkDatabase } from "./check-database.ts";
import { checkIntegration, type CheckIntegrationDeps } from "./check-integration.ts";
import { checkJobs, checkWorkers } from "./check-jobs.ts";
import { checkRelayed } from "./check-relayed.ts";
import { checkUpstreamOf } from "./check-upstream.ts";
import type { Finding } from "./finding.ts";

export interface ExamineDeps extends CheckIntegrationDeps {
  db: Database;
  config: CheckedConfig;
  upstreams: Pick<Upstreams, "get">;
}

/** Looks at all that these organizations depend on, and asks their hosts. Mends nothing. */
export async function examine(
  deps: ExamineDeps,
  organizations: readonly { id: number; slug: string }[],
): Promise<Finding[]> {
  const { db, config } = deps;
  const integrations = (
    await Promise.all(organizations.map(({ id }) => listIntegrations(db, id)))
  ).flat();
  const upstreams = await Promise.all(organizations.map(({ id }) => findUpstream(db, id)));
  const hosts = integrations.map(({ metadata }) => metadata.baseUrl);
  const checked = await Promise.all([
    checkDatabase(db, config.dataDir),
    ...integrations.map((integration) => checkIntegration(deps, integration)),
    ...upstreams.flatMap((upstream) =>
      upstream ? [checkUpstreamOf(deps, upstream), checkRelayed(db, upstream)] : [],
    ),
    checkWorkers(db),
    checkJobs(db, { id: null }),
    ...organizations.map((organization) => checkJobs(db, organization)),
  ]);
  return [...checkConfiguration(config, hosts), ...checked.flat()];
}
