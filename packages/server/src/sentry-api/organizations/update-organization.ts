import { z } from "zod";
import { recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { updateOrganization } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { showOrganization } from "./show-organization.ts";

const POLICIES = ["default-branch", "any-branch", "release"] as const;

const body = z.object({
  name: z.string().trim().min(1, "This field may not be blank.").max(64).optional(),
  /** Ours: when a commit that names an issue resolves it. */
  resolveOn: z.enum(POLICIES, { error: `resolveOn is one of ${POLICIES.join(", ")}.` }).optional(),
});

/** `PUT /api/0/organizations/{organization}/`: its name, and when commits resolve issues. */
export function changeOrganization(app: Api, deps: { db: Database; publicUrl: string }): void {
  app.put(
    "/api/0/organizations/:organization/",
    { schema: { params: z.object({ organization: z.string() }), body } },
    async (request) => {
      const { db } = deps;
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { name = organization.name, resolveOn = organization.resolveOn } = request.body;
      const changes = { name, resolveOn };
      await db.transaction().execute(async (trx) => {
        await updateOrganization(trx, organization.id, changes);
        const act = { organizationId: organization.id, actor: getActor(request) };
        const target = organization.slug;
        await recordAct(trx, { ...act, event: "org.edit", target, data: changes });
      });
      return showOrganization(deps, request, { ...organization, ...changes });
    },
  );
}
