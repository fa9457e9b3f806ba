import type { Database } from "../../db/database.ts";
import { deleteCodeMapping } from "../../integrations/code-mapping-store.ts";
import type { Api } from "../api.ts";
import { codeMappingParams, getCodeMappingFor } from "./get-code-mapping-for.ts";

/** `DELETE /api/0/organizations/{organization}/code-mappings/{mapping}/` */
export function removeCodeMapping(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/organizations/:organization/code-mappings/:mapping/",
    { schema: { params: codeMappingParams } },
    async (request, reply) => {
      const { mapping } = await getCodeMappingFor(db, request, request.params);
      await deleteCodeMapping(db, mapping.id);
      return reply.status(204).send();
    },
  );
}
