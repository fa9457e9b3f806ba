import type { StoredIntegration } from "../integrations/integration-store.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import { checkClock, checkRights } from "./check-host.ts";
import type { CheckIntegrationDeps } from "./check-integration.ts";
import { checkReach } from "./check-reach.ts";
import { describeFailure } from "./describe-failure.ts";
import { type Finding, findingsOf, fromHost } from "./finding.ts";
import { type HookLook, lookAtHooks } from "./look-at-hooks.ts";

/** What a host has told so far. */
export interface HostReport {
  findings: Finding[];
  /** What it has for the webhooks, by the number of the repository; those that were not looked at lack. */
  hooks: Map<number, HookLook>;
  /** Absent when the integration could not even be opened. */
  installation?: IntegrationInstallation;
}

/** Writes into the report what the host tells, and what it does not. Throws nothing of the host's. */
export async function askHost(
  { installations, publicUrl }: CheckIntegrationDeps,
  integration: StoredIntegration,
  {
    repositories,
    signal,
    report,
  }: { repositories: Repository[]; signal: AbortSignal; report: HostReport },
): Promise<void> {
  const { findings, hooks } = report;
  const { error } = findingsOf(integration.name);
  try {
    const { installation } = await installations.get(integration.id);
    report.installation = installation;
    const host = { installation, publicUrl, repositories, hooks };
    const parts = [
      async () => findings.push(...(await checkAccess(integration, host, signal))),
      () => lookAtHooks(host),
      async () => findings.push(...fromHost(await checkReach(integration.name, host))),
    ];
    for (const part of parts) {
      if (signal.aborted) return;
      await part().catch((failure: unknown) => {
        // One that says nothing of the host itself leaves the others worth asking.
        if (!(failure instanceof IntegrationError) || failure.isPause || failure.isAway)
          throw failure;
        findings.push(error(describeFailure(integration, failure)));
      });
    }
  } catch (failure) {
    findings.push(error(describeFailure(integration, failure)));
  }
}

async function checkAccess(
  { name, metadata }: StoredIntegration,
  {
    installation,
    repositories,
  }: { installation: IntegrationInstallation; repositories: Repository[] },
  signal: AbortSignal,
): Promise<Finding[]> {
  const host = await installation.describeHost();
  const administered = new Set<string>();
  for await (const { externalId } of installation.getRepositories()) {
    // Nobody waits for it any more.
    if (signal.aborted) return [];
    administered.add(externalId);
  }
  const who = host.account ?? "a token of no user";
  return [
    findingsOf(name).ok(`${host.product} at ${metadata.baseUrl} lets us in as ${who}.`),
    checkRights(name, { who, administered, repositories }),
    checkClock(name, host, Date.now()),
  ];
}
