import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryProvider } from "./to-sentry-integration.ts";

/** `GET /api/0/organizations/{organization}/config/integrations/` */
export function listProviders(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/config/integrations/",
    {
      schema: {
        params: z.object({ organization: z.string() }),
        querystring: z.object({ providerKey: z.string().optional() }),
      },
    },
    async (request) => {
      await getOrganizationFor(db, request, request.params.organization);
      const { providerKey } = request.query;
      const providers = registry.list().filter(({ key }) => !providerKey || key === providerKey);
      return { providers: providers.map(toSentryProvider) };
    },
  );
}
