import type { Database } from "../db/database.ts";
import type { SecretBox } from "./secret-box.ts";
import type { Identity } from "./types.ts";

/** @throws Error when it was sealed with another key */
export async function findIdentity(
  db: Database,
  secretBox: SecretBox,
  integrationId: number,
): Promise<Identity | undefined> {
  const row = await db
    .selectFrom("identities")
    .select("sealedCredentials")
    .where("integrationId", "=", integrationId)
    .executeTakeFirst();
  if (!row) return undefined;
  return JSON.parse(
    secretBox.open(row.sealedCredentials, identityPurpose(integrationId)),
  ) as Identity;
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
    sealedCredentials: secretBox.seal(JSON.stringify(identity), identityPurpose(integrationId)),
    type: identity.type,
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

export function identityPurpose(integrationId: number): string {
  return `identity ${integrationId}`;
}
