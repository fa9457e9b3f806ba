import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "./installations.ts";
import { IntegrationError } from "./integration-error.ts";
import { deleteIntegration } from "./integration-store.ts";
import { listRepositories, type Repository } from "./repository-store.ts";
import type { Integration } from "./types.ts";
import { deleteHookOf } from "./unlink-repository.ts";

/** A webhook that is still at the host, and why. */
export interface RemainingHook {
  repository: Repository;
  reason: string;
}

/**
 * Removes an integration with its repositories. Its webhooks are deleted at the host as far as that can
 * be done: whoever uninstalls may have lost the host.
 * @returns the webhooks that could not be deleted
 */
export async function uninstallIntegration(
  deps: { db: Database; installations: Installations; publicUrl: string },
  integration: Integration,
  actor: Actor,
): Promise<RemainingHook[]> {
  const { id, organizationId, name } = integration;
  const repositories = await listRepositories(deps.db, organizationId, { integrationId: id });
  const remaining = await deleteHooks(deps, id, repositories);
  await deps.db.transaction().execute(async (trx) => {
    await deleteIntegration(trx, id);
    const data = { repositories: repositories.length, remainingHooks: remaining.length };
    await recordAct(trx, {
      organizationId,
      event: "integration.remove",
      actor,
      target: name,
      data,
    });
  });
  await deps.installations.drop(id);
  return remaining;
}

async function deleteHooks(
  { installations, publicUrl }: { installations: Installations; publicUrl: string },
  integrationId: number,
  repositories: Repository[],
): Promise<RemainingHook[]> {
  const remaining: RemainingHook[] = [];
  /** The host cannot be reached: it need not be asked once more for each repository. */
  let unreachable: string | undefined;
  for (const repository of repositories) {
    try {
      if (unreachable !== undefined) {
        remaining.push({ repository, reason: unreachable });
        continue;
      }
      const { installation } = await installations.get(integrationId);
      await deleteHookOf(installation, repository, publicUrl);
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      if (error.retryable) unreachable = error.message;
      remaining.push({ repository, reason: error.message });
    }
  }
  return remaining;
}
