import type { Database } from "../../db/database.ts";
import { updateCodeMapping } from "../../integrations/code-mapping-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { codeMappingBody, readCodeMapping, secondMapping } from "./code-mapping-body.ts";
import { codeMappingParams, getCodeMappingFor } from "./get-code-mapping-for.ts";
import { toSentryCodeMapping } from "./to-sentry-code-mapping.ts";

/** `PUT /api/0/organizations/{organization}/code-mappings/{mapping}/`: what is sent takes its place. */
export function changeCodeMapping(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.put(
    "/api/0/organizations/:organization/code-mappings/:mapping/",
    { schema: { params: codeMappingParams, body: codeMappingBody } },
    async (request) => {
      const { organization, mapping } = await getCodeMappingFor(db, request, request.params);
      const wanted = await readCodeMapping(db, organization.id, request.body);
      if (!(await updateCodeMapping(db, mapping.id, wanted))) throw secondMapping(wanted);
      const changed = await getCodeMappingFor(db, request, request.params);
      return toSentryCodeMapping(changed.mapping, registry);
    },
  );
}
