import { randomBytes } from "node:crypto";
import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { addNextHookSecret, getHookSecret } from "./hook-secret-store.ts";
import { hookUrl } from "./hook-url.ts";
import type { Installations } from "./installations.ts";
import { storeHookId } from "./hook-store.ts";
import type { Repository } from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";

export const newHookSecret = (): string => randomBytes(32).toString("hex");

/**
 * Gives the webhook another secret. It is kept first, so that both are accepted until a push comes that
 * the new one has signed; asked again before that, the same one is given again.
 * @throws IntegrationError when the host cannot be asked; then the next check of the webhook gives it
 */
export async function rotateHookSecret(
  {
    db,
    installations,
    secretBox,
    publicUrl,
  }: { db: Database; installations: Installations; secretBox: SecretBox; publicUrl: string },
  repository: Repository,
  actor: Actor,
): Promise<void> {
  const { organizationId, name: target } = repository;
  await db.transaction().execute(async (trx) => {
    await addNextHookSecret(trx, secretBox, repository.id, newHookSecret());
    await recordAct(trx, { organizationId, event: "repo.rotate-secret", actor, target });
  });
  const { secret } = await getHookSecret(db, secretBox, repository);
  const { installation } = await installations.get(repository.integrationId);
  const hook = { url: hookUrl(publicUrl, repository), secret };
  const hookId = await installation.putHook(repository, hook, repository.hookId ?? undefined);
  await storeHookId(db, repository.id, { hookId, hookUrl: hook.url });
}
