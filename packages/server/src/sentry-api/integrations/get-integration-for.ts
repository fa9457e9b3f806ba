import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import { findIntegration, type StoredIntegration } from "../../integrations/integration-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const integrationParams = z.object({ organization: z.string(), integration: z.string() });

/** The integration in the path, when the caller may act on its organization. */
export async function getIntegrationFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof integrationParams>,
): Promise<StoredIntegration> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const id = toRowId(params.integration);
  const integration = await findIntegration(db, { id, organizationId: organization.id });
  if (!integration) {
    throw notFound(
      `There is no integration ${params.integration}. Its id is in the list of integrations.`,
    );
  }
  return integration;
}
