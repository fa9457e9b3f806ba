import { z } from "zod";
import { recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { ORGANIZATION_TOKEN_SCOPES } from "../../organizations/api-token.ts";
import { mintOrgAuthToken } from "../../organizations/mint-token.ts";
import { createToken } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor, getUser } from "../authenticate.ts";
import { refuseMoreScopes } from "./refuse-more-scopes.ts";
import { toSentryOrgAuthToken } from "./to-sentry-token.ts";

const NAME_RULE = "A token needs a name of at most 255 characters, to tell it from others.";

const params = z.object({ organization: z.string() });
const body = z.object({
  name: z.string(NAME_RULE).trim().min(1, NAME_RULE).max(255, NAME_RULE),
});

/**
 * `POST /api/0/organizations/{organization}/org-auth-tokens/`: makes a token for builds, and shows it
 * this once. It carries our address and the organization, so that sentry-cli needs neither.
 */
export function createOrgAuthToken(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  app.post(
    "/api/0/organizations/:organization/org-auth-tokens/",
    { schema: { params, body } },
    async (request, reply) => {
      const { organization: idOrSlug } = request.params;
      const organization = await getOrganizationFor(db, request, idOrSlug);
      const { id: organizationId } = organization;
      const own = getUser(request).scopesIn.get(organizationId) ?? [];
      refuseMoreScopes(own, ORGANIZATION_TOKEN_SCOPES);
      const token = mintOrgAuthToken(publicUrl, organization.slug);
      const { name } = request.body;
      const act = { organizationId, event: "org-auth-token.create", target: name } as const;
      const made = await db.transaction().execute(async (trx) => {
        await recordAct(trx, { ...act, actor: getActor(request) });
        return createToken(trx, { token, organizationId, name, scopes: ORGANIZATION_TOKEN_SCOPES });
      });
      return reply.status(201).send({ ...toSentryOrgAuthToken(made), token });
    },
  );
}
