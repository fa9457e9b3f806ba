import type { Database } from "../../db/database.ts";
import { forgetLinks } from "../../integrations/link-batch-store.ts";
import type { Api } from "../api.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

/**
 * `DELETE /api/0/organizations/{organization}/integrations/{integration}/links/` (ours): what is linked stays, what
 * waits is not linked, and how it went is forgotten; 204.
 */
export function endLinks(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/organizations/:organization/integrations/:integration/links/",
    { schema: { params: integrationParams } },
    async (request, reply) => {
      const integration = await getIntegrationFor(db, request, request.params);
      await forgetLinks(db, integration.id);
      return reply.status(204).send();
    },
  );
}
