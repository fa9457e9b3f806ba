import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import { uninstallIntegration } from "../../integrations/uninstall-integration.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

/**
 * `DELETE /api/0/organizations/{organization}/integrations/{integration}/`: 204 as in Sentry, or 200
 * with the webhooks that could not be deleted and have to be removed by hand.
 */
export function deleteIntegration(
  app: Api,
  deps: { db: Database; installations: Installations; publicUrl: string },
): void {
  app.delete(
    "/api/0/organizations/:organization/integrations/:integration/",
    { schema: { params: integrationParams } },
    async (request, reply) => {
      const { params } = request;
      const integration = await getIntegrationFor(deps.db, request, params);
      const remaining = await uninstallIntegration(deps, integration, getActor(request));
      const { id: integrationId, organizationId, name } = integration;
      request.log.info(
        { integrationId, organizationId, name, remainingHooks: remaining.length },
        "integration removed",
      );
      if (remaining.length === 0) return reply.status(204).send();
      return {
        detail: `The integration is removed, but ${remaining.length} of its webhooks could not be deleted. Delete them by hand: they call an address that does not exist any more.`,
        remainingHooks: remaining.map(({ repository, reason }) => ({
          repository: repository.name,
          url: repository.url,
          hookId: repository.hookId,
          reason,
        })),
      };
    },
  );
}
