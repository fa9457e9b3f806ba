import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import type { StoredIntegration } from "../integrations/integration-store.ts";
import { listRepositories } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import { askHost, type HostReport } from "./ask-host.ts";
import { checkHooks } from "./check-hooks.ts";
import { checkRefused } from "./check-refused.ts";
import { type Finding, findingsOf, fromHost } from "./finding.ts";

export interface CheckIntegrationDeps {
  db: Database;
  installations: Pick<Installations, "get">;
  publicUrl: string;
  /** For the host of one integration, in milliseconds: a person waits. @default 30_000 */
  patienceMs?: number;
}

/**
 * Asks the host who we are to it, what we may do, what time it is, what webhooks it has, and whether it
 * reaches us. What it does not tell hides nothing of the rest.
 */
export async function checkIntegration(
  deps: CheckIntegrationDeps,
  integration: StoredIntegration,
): Promise<Finding[]> {
  const { db, patienceMs = 30_000 } = deps;
  const since = Date.now();
  const { id, organizationId, name } = integration;
  const repositories = await listRepositories(db, organizationId, { integrationId: id });
  const report: HostReport = { findings: [], hooks: new Map() };
  const asked = new AbortController();
  const { signal } = asked;
  const late = pause(patienceMs, true, { signal }).catch(() => true);
  const isLate = await Promise.race([
    askHost(deps, integration, { repositories, signal, report }).then(() => false),
    late,
  ]);
  asked.abort();
  const { findings, hooks, installation } = report;
  return [
    ...checkTls(integration),
    ...findings,
    ...(isLate ? [findingsOf(name).error(describeLate(since, installation))] : []),
    ...fromHost(checkHooks(name, repositories, hooks)),
    ...fromHost(await checkRefused(db, integration, repositories)),
  ];
}

function checkTls({ name, metadata }: StoredIntegration): Finding[] {
  if (metadata.verifySsl) return [];
  const { warning } = findingsOf(name);
  return [
    warning(
      "Its certificate is not checked, so anybody on the way may read the credentials. Install it again with the certificate of its authority.",
    ),
  ];
}

/** What fails in a way that may pass is asked again meanwhile, for longer than we wait. */
function describeLate(since: number, installation?: IntegrationInstallation): string {
  const seconds = Math.round((Date.now() - since) / 1_000);
  const trouble = installation?.getLatestTrouble();
  const status = trouble && trouble.at >= since ? trouble.status : undefined;
  if (status === 429) {
    return `It limits us: it answers 429 (too many requests), and did not take all that we asked within ${seconds} s. Have its rate limit raised for our account. Its jobs wait, and go on when it lets them.`;
  }
  if (status !== undefined) {
    return `It answers ${status}, and no better within ${seconds} s. See whether it is starting, in maintenance or overloaded, or lost to a proxy before it. Its jobs wait, and go on when it answers.`;
  }
  return `It did not answer all that we asked within ${seconds} s. See whether it is overloaded, or a firewall drops what we send.`;
}
