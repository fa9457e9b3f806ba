import type { Organization } from "../../organizations/organization-store.ts";
import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { toSentryDate } from "../to-sentry-date.ts";

/** An organization as Sentry tells it, in lists and alone; `resolveOn` is ours. */
export function toSentryOrganization(
  organization: Organization,
  publicUrl: string,
): OrganizationAnswer {
  const { id, slug, name, resolveOn, createdAt } = organization;
  return {
    id: String(id),
    slug,
    name,
    status: { id: "active", name: "active" },
    dateCreated: toSentryDate(createdAt),
    isEarlyAdopter: false,
    require2FA: false,
    requireEmailVerification: false,
    avatar: { avatarType: "letter_avatar", avatarUuid: null, avatarUrl: null },
    features: ["integrations-commits", "releases"],
    links: { organizationUrl: `${publicUrl}/organizations/${slug}`, regionUrl: publicUrl },
    hasAuthProvider: false,
    allowMemberInvite: false,
    allowMemberProjectCreation: true,
    allowSuperuserAccess: false,
    resolveOn,
  };
}
