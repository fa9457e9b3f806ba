import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";
import { toSentryIntegration } from "./to-sentry-integration.ts";

/** `GET /api/0/organizations/{organization}/integrations/{integration}/` */
export function getIntegration(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/integrations/:integration/",
    { schema: { params: integrationParams } },
    async (request) => {
      const { params } = request;
      const integration = await getIntegrationFor(db, request, params);
      return toSentryIntegration(integration, registry.get(integration.provider));
    },
  );
}
