import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { createCodeMapping } from "./create-code-mapping.ts";
import { removeCodeMapping } from "./delete-code-mapping.ts";
import { listCodeMappingsOfOrganization } from "./list-code-mappings.ts";
import { changeCodeMapping } from "./update-code-mapping.ts";
import { uploadCodeMappings } from "./upload-code-mappings.ts";

/** Where the source of stack frames is. */
export function codeMappingRoutes(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry },
): void {
  listCodeMappingsOfOrganization(app, deps);
  createCodeMapping(app, deps);
  changeCodeMapping(app, deps);
  removeCodeMapping(app, deps);
  uploadCodeMappings(app, deps);
}
