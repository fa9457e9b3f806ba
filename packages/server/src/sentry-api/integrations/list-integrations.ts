import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listIntegrations } from "../../integrations/integration-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryIntegration } from "./to-sentry-integration.ts";

/** `GET /api/0/organizations/{organization}/integrations/` */
export function listInstalledIntegrations(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/integrations/",
    {
      schema: {
        params: z.object({ organization: z.string() }),
        querystring: z.object({ ...pageQuery, providerKey: z.string().optional() }),
      },
    },
    async (request, reply) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const integrations = await listIntegrations(db, organization.id, request.query.providerKey);
      return answerSlice(reply, request, integrations, byId).map((integration) =>
        toSentryIntegration(integration, registry.get(integration.provider)),
      );
    },
  );
}
