import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findCodeMapping } from "../../integrations/code-mapping-list-store.ts";
import { insertCodeMapping } from "../../integrations/code-mapping-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { codeMappingBody, readCodeMapping, secondMapping } from "./code-mapping-body.ts";
import { toSentryCodeMapping } from "./to-sentry-code-mapping.ts";

/** `POST /api/0/organizations/{organization}/code-mappings/`: makes a single one; 201. */
export function createCodeMapping(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.post(
    "/api/0/organizations/:organization/code-mappings/",
    { schema: { params: z.object({ organization: z.string() }), body: codeMappingBody } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const wanted = await readCodeMapping(db, organization.id, request.body);
      const id = await insertCodeMapping(db, wanted);
      if (id === undefined) throw secondMapping(wanted);
      const mapping = await findCodeMapping(db, organization.id, id);
      if (!mapping) throw notFound();
      return reply.status(201).send(toSentryCodeMapping(mapping, registry));
    },
  );
}
