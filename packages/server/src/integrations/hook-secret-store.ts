import type { Database } from "../db/database.ts";
import type { Repository } from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";

/**
 * The secret of the webhook of a repository.
 * @throws Error when it was sealed with another key, or there is none
 */
export async function getHookSecret(
  db: Database,
  secretBox: SecretBox,
  { id, integrationId }: Pick<Repository, "id" | "integrationId">,
): Promise<string> {
  const wanted = { integrationId, repositoryId: id, limit: 1 };
  const [found] = await listHookSecrets(db, secretBox, wanted);
  if (!found) throw new Error(`Repository ${id} has no secret for its webhook.`);
  return found.secret;
}

/** Binds a sealed secret to its repository. */
export function hookSecretPurpose(repositoryId: number): string {
  return `hook secret ${repositoryId}`;
}

/**
 * The secrets that may have signed a request of an integration: of one repository, or of the few
 * that come into question when the request names none.
 * @throws Error when a secret was sealed with another key
 */
export async function listHookSecrets(
  db: Database,
  secretBox: SecretBox,
  wanted: { integrationId: number; repositoryId?: number; limit: number },
): Promise<{ repositoryId: number; secret: string }[]> {
  let rows = db
    .selectFrom("repositories")
    .select(["id", "sealedHookSecret"])
    .where("integrationId", "=", wanted.integrationId);
  if (wanted.repositoryId !== undefined) rows = rows.where("id", "=", wanted.repositoryId);
  const found = await rows.orderBy("id").limit(wanted.limit).execute();
  return found.flatMap(({ id, sealedHookSecret: sealed }) =>
    sealed ? [{ repositoryId: id, secret: secretBox.open(sealed, hookSecretPurpose(id)) }] : [],
  );
}
