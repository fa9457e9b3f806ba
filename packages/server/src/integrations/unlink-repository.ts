import { setTimeout as pause } from "node:timers/promises";
import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { hookUrl } from "./hook-url.ts";
import type { Installations } from "./installations.ts";
import { IntegrationError } from "./integration-error.ts";
import { deleteCommits, deleteRepository, removeLink } from "./link-store.ts";
import type { KnownRepository } from "./known-repository-store.ts";
import type { Repository } from "./repository-store.ts";
import type { IntegrationInstallation } from "./types.ts";

/**
 * Deletes the webhook at the host, if it has one, then the link, then the repository with its commits, in small steps.
 * @param options `mayLeaveHook`: a webhook that cannot be deleted stays at the host
 * @throws IntegrationError when the webhook cannot be deleted, and may not stay; then nothing has changed
 */
export async function unlinkRepository(
  {
    db,
    installations,
    publicUrl,
  }: { db: Database; installations: Installations; publicUrl: string },
  repository: KnownRepository,
  actor: Actor,
  { mayLeaveHook = false }: { mayLeaveHook?: boolean } = {},
): Promise<void> {
  if (repository.integrationId !== null) {
    try {
      const { installation } = await installations.get(repository.integrationId);
      await deleteHookOf(installation, repository, publicUrl);
    } catch (error) {
      if (!mayLeaveHook || !(error instanceof IntegrationError)) throw error;
    }
  }
  const { id, organizationId, name } = repository;
  await db.transaction().execute(async (trx) => {
    await removeLink(trx, id);
    await recordAct(trx, { organizationId, event: "repo.unlink", actor, target: name });
  });
  await deleteInSteps(db, id);
}

/** In one transaction, so that intake need not wait for a hundred thousand. */
const COMMITS_AT_ONCE = 500;

/** Cut off, it leaves a repository without a link, which can be deleted again. */
async function deleteInSteps(db: Database, id: number): Promise<void> {
  for (;;) {
    const started = performance.now();
    if ((await deleteCommits(db, id, COMMITS_AT_ONCE)) < COMMITS_AT_ONCE) break;
    // As long as it took, others have the database for themselves.
    await pause(performance.now() - started);
  }
  await deleteRepository(db, id);
}

/** By its number; a link that was cut off never learned it. */
export async function deleteHookOf(
  installation: IntegrationInstallation,
  repository: Repository,
  publicUrl: string,
): Promise<void> {
  if (repository.hookId !== null) await installation.deleteHook(repository, repository.hookId);
  else await installation.deleteHooks(repository, hookUrl(publicUrl, repository));
}
