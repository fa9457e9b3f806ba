import { mayInstall } from "../accounts/role-scopes.ts";
import { getUserById } from "../accounts/user-store.ts";
import { recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { findRole } from "../organizations/member-store.ts";
import { saveIdentity } from "./identity-store.ts";
import type { InstalledConnection } from "./install-step.ts";
import { saveIntegration, type StoredIntegration } from "./integration-store.ts";
import type { WakeLanes } from "../jobs/types.ts";
import type { SecretBox } from "./secret-box.ts";
import { wakeIntegration } from "./wake-integration.ts";

/**
 * Keeps an installed connection, integration and identity together or neither. What waits for its next
 * attempt, since the identity before was refused, need not wait any longer.
 * @returns undefined when the user may install no more; then nothing is kept
 */
export function storeInstalled(
  { db, secretBox, wakeLanes }: { db: Database; secretBox: SecretBox; wakeLanes: WakeLanes },
  installed: {
    organizationId: number;
    userId: number;
    provider: string;
    connection: InstalledConnection;
    /** Where the request came from. */
    address: string;
  },
): Promise<StoredIntegration | undefined> {
  const { organizationId, userId, provider, connection, address } = installed;
  const { identity, ...described } = connection;
  return db.transaction().execute(async (trx) => {
    const role = await findRole(trx, { organizationId, userId });
    if (!role || !mayInstall(role)) return undefined;
    const saved = await saveIntegration(trx, {
      organizationId,
      provider,
      installerId: userId,
      ...described,
    });
    const integration = { ...saved, identityType: identity.type };
    const integrationId = integration.id;
    await saveIdentity(trx, secretBox, { integrationId, identity, userId });
    await wakeIntegration(trx, wakeLanes, integration);
    const event =
      integration.createdAt === integration.updatedAt ? "integration.add" : "integration.edit";
    const actor = { userId, name: (await getUserById(trx, userId)).email, address };
    await recordAct(trx, {
      organizationId,
      event,
      actor,
      target: integration.name,
      data: { provider },
    });
    return integration;
  });
}
