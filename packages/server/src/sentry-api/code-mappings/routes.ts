import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { listCodeMappingsOfOrganization } from "./list-code-mappings.ts";
import { uploadCodeMappings } from "./upload-code-mappings.ts";

/** Where the source of stack frames is. */
export function codeMappingRoutes(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry },
): void {
  listCodeMappingsOfOrganization(app, deps);
  uploadCodeMappings(app, deps);
}
