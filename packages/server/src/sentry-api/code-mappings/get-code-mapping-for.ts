import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import {
  findCodeMapping,
  type ListedCodeMapping,
} from "../../integrations/code-mapping-list-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const codeMappingParams = z.object({ organization: z.string(), mapping: z.string() });

/** The code mapping in the path, when the caller may act on its organization. */
export async function getCodeMappingFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof codeMappingParams>,
): Promise<{ organization: Organization; mapping: ListedCodeMapping }> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const mapping = await findCodeMapping(db, organization.id, toRowId(params.mapping));
  if (!mapping) {
    throw notFound(`There is no code mapping ${params.mapping}. Their list has the ids.`);
  }
  return { organization, mapping };
}
