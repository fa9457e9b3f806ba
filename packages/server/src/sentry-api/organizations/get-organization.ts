import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { showOrganization } from "./show-organization.ts";

/** `GET /api/0/organizations/{organization}/` */
export function getOrganization(app: Api, deps: { db: Database; publicUrl: string }): void {
  app.get(
    "/api/0/organizations/:organization/",
    { schema: { params: z.object({ organization: z.string() }) } },
    async (request) => {
      const { organization } = request.params;
      const found = await getOrganizationFor(deps.db, request, organization);
      return showOrganization(deps, request, found);
    },
  );
}
