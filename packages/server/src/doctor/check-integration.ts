import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import { endSentence } from "../integrations/end-sentence.ts";
import { hookUrl } from "../integrations/hook-url.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { StoredIntegration } from "../integrations/integration-store.ts";
import { listRepositories, type Repository } from "../integrations/repository-store.ts";
import type { HostDescription, IntegrationInstallation } from "../integrations/types.ts";
import { checkHooks, listNames } from "./check-hooks.ts";
import { type Finding, findingsOf } from "./finding.ts";
import { SecretBoxError } from "../integrations/secret-box.ts";
import { plural } from "./plural.ts";

export interface CheckIntegrationDeps {
  db: Database;
  installations: Pick<Installations, "get">;
  publicUrl: string;
}

/** Of one integration: a person waits for it. */
const PATIENCE_MS = 30_000;
/** Signatures of OAuth 1.0a carry the time, and are refused when it is some minutes off. */
const CLOCK_MS = 60_000;

/** Asks the host who we are to it, what we may do, what time it is, and whether it reaches us. */
export async function checkIntegration(
  deps: CheckIntegrationDeps,
  integration: StoredIntegration,
): Promise<Finding[]> {
  const { id, organizationId, name } = integration;
  const { error } = findingsOf(name);
  const repositories = await listRepositories(deps.db, organizationId, { integrationId: id });
  const hooks = checkHooks(name, repositories);
  const asked = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: asked.signal }).catch(() => undefined);
  try {
    const answers = await Promise.race([
      ask(deps, integration, { repositories, signal: asked.signal }),
      late,
    ]);
    const waited = `It did not answer within ${PATIENCE_MS / 1_000} s. See whether it is overloaded, or a firewall drops what we send.`;
    return [...checkTls(integration), ...(answers ?? [error(waited)]), ...hooks];
  } catch (failure) {
    // Whatever it is, the other findings are worth having.
    return [...checkTls(integration), error(describeFailure(integration, failure)), ...hooks];
  } finally {
    asked.abort();
  }
}

function describeFailure({ metadata }: StoredIntegration, failure: unknown): string {
  if (failure instanceof SecretBoxError) {
    return "Its credentials cannot be opened: they were encrypted with another SECRET_KEY, or belong to another row. Install it again.";
  }
  if (!(failure instanceof IntegrationError)) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return `It could not be looked at: ${endSentence(reason)} See the log, and report this.`;
  }
  const { message, isPause } = failure;
  const remedy = isPause
    ? "Its jobs wait; give the credentials back their right, or install it again, and they go on by themselves."
    : "Its jobs wait, and go on when it answers.";
  return `${metadata.baseUrl} could not be asked: ${endSentence(message)} ${remedy}`;
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

async function ask(
  { installations, publicUrl }: CheckIntegrationDeps,
  { id, name, metadata }: StoredIntegration,
  { repositories, signal }: { repositories: Repository[]; signal: AbortSignal },
): Promise<Finding[]> {
  const { installation } = await installations.get(id);
  const { ok } = findingsOf(name);
  const host = await installation.describeHost();
  const administered = new Set<string>();
  for await (const { externalId } of installation.getRepositories()) {
    // Nobody waits for it any more.
    if (signal.aborted) return [];
    administered.add(externalId);
  }
  const who = host.account ?? "a token of no user";
  return [
    ok(`${host.product} at ${metadata.baseUrl} lets us in as ${who}.`),
    checkRights(name, { who, administered, repositories }),
    checkClock(name, host, Date.now()),
    ...(await checkReach(name, { installation, administered, repositories, publicUrl })),
  ];
}

function checkRights(
  name: string,
  {
    who,
    administered,
    repositories,
  }: { who: string; administered: Set<string>; repositories: Repository[] },
): Finding {
  const { ok, error } = findingsOf(name);
  const lost = repositories.filter(({ externalId }) => !administered.has(externalId));
  if (lost.length > 0) {
    return error(
      `${who} does not administer ${lost.length} of ${repositories.length} linked repositories (${listNames(lost)}). Give it the permission REPO_ADMIN, or unlink them.`,
    );
  }
  return ok(
    `${who} administers ${plural(administered.size, "repository", "repositories")}; ${plural(repositories.length, "is", "are")} linked.`,
  );
}

function checkClock(name: string, { time }: HostDescription, now: number): Finding {
  const { ok, warning } = findingsOf(name);
  if (time === undefined) return ok("It does not tell its time.");
  const seconds = Math.round(Math.abs(now - time) / 1_000);
  if (seconds * 1_000 < CLOCK_MS) return ok("Its clock and ours agree.");
  return warning(
    `Its clock and ours are ${seconds} s apart, and OAuth fails from some minutes on. Have both follow a time server (NTP).`,
  );
}

/** One webhook stands for all: they call the same address. */
async function checkReach(
  name: string,
  {
    installation,
    administered,
    repositories,
    publicUrl,
  }: {
    installation: IntegrationInstallation;
    administered: Set<string>;
    repositories: Repository[];
    publicUrl: string;
  },
): Promise<Finding[]> {
  const { ok, error } = findingsOf(name);
  const tested = repositories.find(
    (one) => one.hookId !== null && administered.has(one.externalId),
  );
  if (!tested || tested.hookId === null) return [];
  const test = await installation.testHook(tested, tested.hookId, hookUrl(publicUrl, tested));
  if (test.reached) return [ok(`It reaches us at ${publicUrl}.`)];
  if (test.statusCode !== undefined && test.statusCode >= 500) {
    return [
      error(
        `It reaches ${publicUrl}, where this service or the proxy before it answered ${test.statusCode}, so no push is taken. Look at their logs.`,
      ),
    ];
  }
  return [
    error(
      `It cannot reach us at ${publicUrl}, so no push will arrive. It says: ${endSentence(test.reason)} Set PUBLIC_URL to an address that it can call, and look at the firewall.`,
    ),
  ];
}
