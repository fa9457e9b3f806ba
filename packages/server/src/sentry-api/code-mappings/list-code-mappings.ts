import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listCodeMappingsOf } from "../../integrations/code-mapping-list-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { findProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byId, pageQuery, parsePage } from "../page.ts";
import { toSentryCodeMapping } from "./to-sentry-code-mapping.ts";

const params = z.object({ organization: z.string() });
const querystring = z.object({ ...pageQuery, project: z.string().optional() });

/** `GET /api/0/organizations/{organization}/code-mappings/`, of one project when it is named. */
export function listCodeMappingsOfOrganization(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/code-mappings/",
    { schema: { params, querystring } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { project: idOrSlug } = request.query;
      const project =
        idOrSlug === undefined ? undefined : await findProject(db, organization.id, idOrSlug);
      if (idOrSlug !== undefined && !project) {
        throw new ApiError(400, { project: [`There is no project ${idOrSlug}.`] });
      }
      const page = parsePage(request.query);
      const filter = { organizationId: organization.id, projectId: project?.id };
      const rows = await listCodeMappingsOf(db, filter, page);
      const shown = answerPage(reply, request, { page, rows, order: byId });
      return shown.map((mapping) => toSentryCodeMapping(mapping, registry));
    },
  );
}
