import type { Database } from "../db/database.ts";
import type { Repository } from "./repository-store.ts";
import type { SecretBox } from "./secret-box.ts";

/** A secret that a webhook may have signed with, and its repository. */
export interface HookSecret {
  repositoryId: number;
  secret: string;
  /** It takes the place of the other once the host has used it. */
  isNext?: true;
}

/**
 * What the webhook of a repository has to sign with: the next secret, where there is one.
 * @throws Error when it was sealed with another key, or there is none
 */
export async function getHookSecret(
  db: Database,
  secretBox: SecretBox,
  { id, integrationId }: Pick<Repository, "id" | "integrationId">,
): Promise<HookSecret> {
  const wanted = { integrationId, repositoryId: id, limit: 1 };
  const found = (await listHookSecrets(db, secretBox, wanted)).at(-1);
  if (!found) throw new Error(`Repository ${id} has no secret for its webhook.`);
  return found;
}

/** Binds a sealed secret to its repository. */
export function hookSecretPurpose(repositoryId: number): string {
  return `hook secret ${repositoryId}`;
}

/**
 * The secrets that may have signed a request of an integration: of one repository, or of the few
 * that come into question when the request names none; the next one after the other.
 * @throws Error when a secret was sealed with another key
 */
export async function listHookSecrets(
  db: Database,
  secretBox: SecretBox,
  wanted: { integrationId: number; repositoryId?: number; limit: number },
): Promise<HookSecret[]> {
  let rows = db
    .selectFrom("repositories")
    .select(["id", "sealedHookSecret", "sealedNextHookSecret"])
    .where("integrationId", "=", wanted.integrationId);
  if (wanted.repositoryId !== undefined) rows = rows.where("id", "=", wanted.repositoryId);
  const found = await rows.orderBy("id").limit(wanted.limit).execute();
  return found.flatMap(({ id, sealedHookSecret: sealed, sealedNextHookSecret: next }) => {
    const open = (secret: Uint8Array) => secretBox.open(secret, hookSecretPurpose(id));
    return [
      ...(sealed ? [{ repositoryId: id, secret: open(sealed) }] : []),
      ...(next ? [{ repositoryId: id, secret: open(next), isNext: true as const }] : []),
    ];
  });
}

/** Keeps a secret beside the one in use, unless one waits already to be used. */
export async function addNextHookSecret(
  db: Database,
  secretBox: SecretBox,
  repositoryId: number,
  secret: string,
): Promise<void> {
  await db
    .updateTable("repositories")
    .set({ sealedNextHookSecret: secretBox.seal(secret, hookSecretPurpose(repositoryId)) })
    .where("id", "=", repositoryId)
    .where("sealedNextHookSecret", "is", null)
    .execute();
}

/** The host has used the next secret: the other is accepted no more. */
export async function dropOldHookSecret(db: Database, repositoryId: number): Promise<void> {
  await db
    .updateTable("repositories")
    .set((eb) => ({ sealedHookSecret: eb.ref("sealedNextHookSecret"), sealedNextHookSecret: null }))
    .where("id", "=", repositoryId)
    .where("sealedNextHookSecret", "is not", null)
    .execute();
}
