import type { OrganizationDetailAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { findRole } from "../../organizations/member-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findUpstream } from "../../upstream/upstream-store.ts";
import { getPrincipal } from "../authenticate.ts";
import { toSentryOrganization } from "./to-sentry-organization.ts";

/** An organization alone, with what the caller may do in it, and where its issues are. */
export async function showOrganization(
  { db, publicUrl }: { db: Database; publicUrl: string },
  request: FastifyRequest,
  organization: Organization,
): Promise<OrganizationDetailAnswer> {
  const upstream = await findUpstream(db, organization.id);
  const relaysTo = upstream ? { url: upstream.baseUrl, organization: upstream.slug } : null;
  const shown = { ...toSentryOrganization(organization, publicUrl), relaysTo };
  const principal = getPrincipal(request);
  if (principal.kind === "organization") {
    return { ...shown, access: [...principal.scopes], orgRole: null };
  }
  const organizationId = organization.id;
  const orgRole = await findRole(db, { organizationId, userId: principal.userId });
  const access = [...(principal.scopesIn.get(organizationId) ?? [])];
  return { ...shown, access, orgRole: orgRole ?? null };
}
