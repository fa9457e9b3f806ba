import type { Organization } from "../../organizations/organization-store.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** There are no teams: the organization stands in as the one that clients look for. */
export function toDefaultTeam({ id, slug, name, createdAt }: Organization) {
  return {
    id: String(id),
    slug,
    name,
    dateCreated: toSentryDate(createdAt),
    isMember: true,
    hasAccess: true,
  };
}

export function isDefaultTeam({ id, slug }: Organization, idOrSlug: string): boolean {
  return idOrSlug === slug || idOrSlug === String(id);
}
