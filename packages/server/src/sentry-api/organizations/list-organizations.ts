import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listOrganizations } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";
import { answerPage, byId, pageQuery, parsePage, slicePage } from "../page.ts";
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
      const page = parsePage(request.query);
      const rows = slicePage(organizations, page, byId);
      return answerPage(reply, request, { page, rows, order: byId }).map((organization) =>
        toSentryOrganization(organization, publicUrl),
      );
    },
  );
}
