import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { readRefChangeLog } from "../reconcile/read-ref-change-log.ts";
import { setReconcileState } from "../reconcile/reconcile-store.ts";
import { hostOf } from "./host-of.ts";
import { hookUrl } from "./hook-url.ts";
import { storeHookTest } from "./hook-store.ts";
import type { Installations } from "./installations.ts";
import { IntegrationError } from "./integration-error.ts";
import {
  type BegunLink,
  completeLink,
  insertRepository,
  type LinkedThrough,
  type OnLinked,
  undoLink,
} from "./link-store.ts";
import type { Repository } from "./repository-store.ts";
import { newHookSecret } from "./rotate-hook-secret.ts";
import type { SecretBox } from "./secret-box.ts";
import { testRepositoryHook } from "./test-repository-hook.ts";
import type { Integration, IntegrationInstallation, RepositoryAddress } from "./types.ts";

export interface LinkRepositoryDeps {
  db: Database;
  installations: Installations;
  secretBox: SecretBox;
  publicUrl: string;
  onLinked: OnLinked;
}

export type LinkResult =
  | { kind: "linked"; repository: Repository }
  /** Through the same integration. */
  | { kind: "exists"; name: string }
  /** The host says no; the reason is a sentence. */
  | { kind: "refused"; reason: string };

/** Only a link that was cut off, by a crash, leaves this to be read. */
const UNFINISHED = "Linking was interrupted. It will be finished within some minutes.";

/**
 * Links a repository: row and secret, then the webhook at the host, then its test. What fails before
 * the webhook is stored leaves neither link nor webhook; a webhook that cannot reach us is no failure,
 * and the repository says so.
 * @throws IntegrationError when the host cannot be asked
 */
export async function linkRepository(
  deps: LinkRepositoryDeps,
  integration: Integration,
  address: RepositoryAddress,
  actor: Actor,
): Promise<LinkResult> {
  const { installation } = await deps.installations.get(integration.id);
  const access = await installation.hasRepoAccess(address);
  if (!access.ok) return { kind: "refused", reason: access.reason };
  const remote = await installation.getRepository(address);
  const { externalId, projectKey, slug, url, cloneUrl, sshCloneUrl } = remote;
  const name = `${projectKey}/${slug}`;
  const secret = newHookSecret();
  const begun = await insertRepository(deps.db, deps.secretBox, {
    organizationId: integration.organizationId,
    integrationId: integration.id,
    externalId,
    host: hostOf(integration.metadata),
    name,
    projectKey,
    slug,
    url,
    cloneUrl,
    sshCloneUrl,
    hookDetail: UNFINISHED,
    secret,
  });
  if ("linkedThrough" in begun) return refuseSecond(begun.linkedThrough, integration, name);
  const linked = await finishLink(writtenDown(deps, actor), installation, begun, secret);
  return { kind: "linked", repository: await testNewHook(deps, linked) };
}

/** The same, with the link in the audit log. */
function writtenDown(deps: LinkRepositoryDeps, actor: Actor): LinkRepositoryDeps {
  const onLinked: OnLinked = async (trx, repository) => {
    await deps.onLinked(trx, repository);
    const { organizationId, name: target } = repository;
    await recordAct(trx, { organizationId, event: "repo.link", actor, target });
  };
  return { ...deps, onLinked };
}

/** Two webhooks of one repository would tell everything twice. */
function refuseSecond(
  { integrationId, integrationName }: LinkedThrough,
  integration: Integration,
  name: string,
): LinkResult {
  if (integrationId === integration.id) return { kind: "exists", name };
  const reason = `${name} is linked already through ${integrationName}. Unlink it there first.`;
  return { kind: "refused", reason };
}

async function finishLink(
  { db, publicUrl, onLinked }: LinkRepositoryDeps,
  installation: IntegrationInstallation,
  begun: BegunLink,
  secret: string,
): Promise<Repository> {
  const { repository } = begun;
  const url = hookUrl(publicUrl, repository);
  try {
    // Whatever is pushed from here on is news.
    const { newestId } = await readRefChangeLog(installation.refSource(repository), null);
    await setReconcileState(db, repository.id, { refChangeId: newestId });
    const hookId = await installation.putHook(repository, { url, secret });
    const hook = { hookId, hookUrl: url, hookDetail: null };
    return await completeLink(db, repository.id, hook, onLinked);
  } catch (error) {
    try {
      await removeHooks(installation, repository, url, error);
    } finally {
      await undoLink(db, begun);
    }
    throw error;
  }
}

/** The answer to the creation may have been lost, so the webhook is looked for by its URL. */
async function removeHooks(
  installation: IntegrationInstallation,
  repository: Repository,
  url: string,
  failure: unknown,
): Promise<void> {
  try {
    await installation.deleteHooks(repository, url);
  } catch (cause) {
    if (!(cause instanceof IntegrationError)) throw cause;
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new IntegrationError(
      `${why} If ${repository.name} now has a webhook to ${url}, delete it there, or link the repository again: that replaces it.`,
      { code: cause.code, retryable: cause.retryable, cause },
    );
  }
}

/** The repository is linked by now: that the test cannot be asked for is told, not thrown. */
async function testNewHook(deps: LinkRepositoryDeps, linked: Repository): Promise<Repository> {
  try {
    return await testRepositoryHook(deps, linked);
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    const hookDetail = `The webhook could not be tested: ${error.message}`;
    await storeHookTest(deps.db, linked.id, { hookState: "pending", hookDetail });
    return { ...linked, hookDetail };
  }
}
