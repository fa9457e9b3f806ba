import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listOrganizations } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryOrganization } from "./to-sentry-organization.ts";

/** `GET /api/0/organizations/`: those that the caller belongs to. */
export function listOrganizationsOfCaller(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  app.get(
    "/api/0/organizations/",
    { schema: { querystring: z.object(pageQuery) } },
    async (request, reply) => {
      const organizations = await listOrganizations(db, getPrincipal(request));
      return answerSlice(reply, request, organizations, byId).map((organization) =>
        toSentryOrganization(organization, publicUrl),
      );
    },
  );
}
