import type { Database } from "../db/database.ts";
import { saveIdentity } from "./identity-store.ts";
import type { InstalledConnection } from "./install-step.ts";
import { saveIntegration, type StoredIntegration } from "./integration-store.ts";
import type { SecretBox } from "./secret-box.ts";

/** Keeps an installed connection, integration and identity together or neither. */
export function storeInstalled(
  db: Database,
  secretBox: SecretBox,
  installed: {
    organizationId: number;
    userId: number;
    provider: string;
    connection: InstalledConnection;
  },
): Promise<StoredIntegration> {
  const { organizationId, userId, provider, connection } = installed;
  const { identity, ...described } = connection;
  return db.transaction().execute(async (trx) => {
    const integration = await saveIntegration(trx, { organizationId, provider, ...described });
    await saveIdentity(trx, secretBox, { integrationId: integration.id, identity, userId });
    return integration;
  });
}
