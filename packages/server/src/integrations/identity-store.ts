import type { Database } from "../db/database.ts";
import type { SecretBox } from "./secret-box.ts";
import type { Identity } from "./types.ts";

/** An identity and when it was last written, which tells a renewed one from its predecessor. */
export interface StoredIdentity {
  identity: Identity;
  updatedAt: number;
}

/** @throws Error when it was sealed with another key */
export async function findIdentity(
  db: Database,
  secretBox: SecretBox,
  integrationId: number,
): Promise<StoredIdentity | undefined> {
  const row = await db
    .selectFrom("identities")
    .select(["sealedCredentials", "updatedAt"])
    .where("integrationId", "=", integrationId)
    .executeTakeFirst();
  if (!row) return undefined;
  const opened = secretBox.open(row.sealedCredentials, purpose(integrationId));
  return { identity: JSON.parse(opened) as Identity, updatedAt: row.updatedAt };
}

/**
 * Keeps the one identity of an integration, sealed.
 * @param userId who connected; absent when the service renewed it
 */
export async function saveIdentity(
  db: Database,
  secretBox: SecretBox,
  {
    integrationId,
    identity,
    userId,
  }: {
    integrationId: number;
    identity: Identity;
    userId?: number;
  },
): Promise<void> {
  const changing = {
    sealedCredentials: secretBox.seal(JSON.stringify(identity), purpose(integrationId)),
    expiresAt: (identity.type === "oauth1" && identity.expiresAt) || null,
    updatedAt: Date.now(),
    userId,
  };
  await db
    .insertInto("identities")
    .values({ integrationId, ...changing })
    .onConflict((conflict) => conflict.column("integrationId").doUpdateSet(changing))
    .execute();
}

function purpose(integrationId: number): string {
  return `identity ${integrationId}`;
}
