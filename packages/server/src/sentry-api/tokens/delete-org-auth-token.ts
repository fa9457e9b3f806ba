import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { takeBackToken } from "./take-back-token.ts";
import { tokenId } from "./token-id.ts";

const params = z.object({ organization: z.string(), token: tokenId });

/** `DELETE /api/0/organizations/{organization}/org-auth-tokens/{token}/`: takes it back, at once. */
export function deleteTokenOfOrganization(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/organizations/:organization/org-auth-tokens/:token/",
    { schema: { params } },
    async (request, reply) => {
      const { organization: slug, token } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const owner = { organizationId: organization.id };
      const taken = { id: token, actor: getActor(request) };
      if (!(await takeBackToken(db, owner, taken))) throw notFound();
      return reply.status(204).send();
    },
  );
}
