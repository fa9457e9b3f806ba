import type { Database } from "../../db/database.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import { listIntegrations } from "../../integrations/integration-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";

/** The provider of each integration of an organization; undefined for what has none. */
export async function listProvidersOf(
  db: Database,
  registry: ProviderRegistry,
  organizationId: number,
): Promise<(integrationId: number | null) => IntegrationProvider | undefined> {
  const integrations = await listIntegrations(db, organizationId);
  const keys = new Map(integrations.map(({ id, provider }) => [id, provider]));
  return (integrationId) =>
    integrationId === null ? undefined : registry.get(keys.get(integrationId) ?? "");
}
