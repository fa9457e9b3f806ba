import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { updateOrganization } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryOrganization } from "./to-sentry-organization.ts";

const POLICIES = ["default-branch", "any-branch", "release"] as const;

const body = z.object({
  name: z.string().trim().min(1, "This field may not be blank.").max(64).optional(),
  /** Ours: when a commit that names an issue resolves it. */
  resolveOn: z.enum(POLICIES, { error: `resolveOn is one of ${POLICIES.join(", ")}.` }).optional(),
});

/** `PUT /api/0/organizations/{organization}/`: its name, and when commits resolve issues. */
export function changeOrganization(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  app.put(
    "/api/0/organizations/:organization/",
    { schema: { params: z.object({ organization: z.string() }), body } },
    async (request) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { name = organization.name, resolveOn = organization.resolveOn } = request.body;
      await updateOrganization(db, organization.id, { name, resolveOn });
      return toSentryOrganization({ ...organization, name, resolveOn }, publicUrl);
    },
  );
}
