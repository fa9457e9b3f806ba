import type { OrgAuthToken } from "../../organizations/org-auth-token-store.ts";
import type { ApiToken } from "../../organizations/token-store.ts";
import type { OrganizationTokenAnswer, UserTokenAnswer } from "../answers/token.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** A user's token as Sentry lists it: never the token itself. */
export function toSentryApiToken({
  id,
  name,
  scopes,
  lastCharacters,
  createdAt,
}: ApiToken): UserTokenAnswer {
  return {
    id: String(id),
    name,
    scopes,
    tokenLastCharacters: lastCharacters,
    dateCreated: toSentryDate(createdAt),
    expiresAt: null,
    application: null,
    state: null,
  };
}

/** An organization's token as Sentry lists it; when it was used is not kept. */
export function toSentryOrgAuthToken(token: OrgAuthToken): OrganizationTokenAnswer {
  return {
    id: String(token.id),
    name: token.name,
    scopes: token.scopes,
    tokenLastCharacters: token.lastCharacters,
    dateCreated: toSentryDate(token.createdAt),
    dateLastUsed: null,
    projectLastUsedId: null,
  };
}
