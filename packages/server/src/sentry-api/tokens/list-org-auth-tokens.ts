import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listTokens } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryOrgAuthToken } from "./to-sentry-token.ts";

/** `GET /api/0/organizations/{organization}/org-auth-tokens/`, newest first. */
export function listTokensOfOrganization(app: Api, { db }: { db: Database }): void {
  const params = z.object({ organization: z.string() });
  app.get(
    "/api/0/organizations/:organization/org-auth-tokens/",
    { schema: { params } },
    async (request) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const tokens = await listTokens(db, { organizationId: organization.id });
      return tokens.map(toSentryOrgAuthToken);
    },
  );
}
