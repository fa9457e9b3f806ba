import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryOrganization } from "./to-sentry-organization.ts";

/** `GET /api/0/organizations/{organization}/` */
export function getOrganization(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  app.get(
    "/api/0/organizations/:organization/",
    { schema: { params: z.object({ organization: z.string() }) } },
    async (request) => {
      const { organization } = request.params;
      return toSentryOrganization(await getOrganizationFor(db, request, organization), publicUrl);
    },
  );
}
