import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { addNextHookSecret } from "./hook-secret-store.ts";
import type { StoredIntegration } from "./integration-store.ts";
import { enqueueHookRepair } from "./repair-hook.ts";
import { listRepositories } from "./repository-store.ts";
import { newHookSecret } from "./rotate-hook-secret.ts";
import type { SecretBox } from "./secret-box.ts";

/** Others write between two of these. */
const BATCH = 100;

/**
 * Has all webhooks of an integration given other secrets, by a job for each. Both secrets of one are accepted
 * until a push comes that the new one has signed, so that none is lost.
 * @returns how many webhooks
 */
export async function rotateHookSecrets(
  { db, secretBox, enqueue }: { db: Database; secretBox: SecretBox; enqueue: Enqueue },
  { id, organizationId, name: target }: StoredIntegration,
  actor: Actor,
): Promise<number> {
  const linked = await listRepositories(db, organizationId, { integrationId: id });
  const repositories = linked.filter(({ hookId }) => hookId !== null);
  await db.transaction().execute((trx) => {
    const data = { repositories: repositories.length };
    const act = { organizationId, event: "integration.rotate-secrets", actor, target } as const;
    return recordAct(trx, { ...act, data });
  });
  const rotation = String(Date.now());
  for (let start = 0; start < repositories.length; start += BATCH) {
    await db.transaction().execute(async (trx) => {
      for (const repository of repositories.slice(start, start + BATCH)) {
        await addNextHookSecret(trx, secretBox, repository.id, newHookSecret());
        await enqueueHookRepair(trx, enqueue, repository, rotation);
      }
    });
  }
  return repositories.length;
}
