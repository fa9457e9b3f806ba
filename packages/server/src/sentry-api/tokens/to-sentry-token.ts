import type { Token } from "../../organizations/token-store.ts";
import type {
  OrganizationTokenAnswer,
  UserTokenAnswer,
} from "@sentry-bitbucket-server/api-contract/token";
import { toSentryDate } from "../to-sentry-date.ts";

/** What Sentry tells of any token: never the token itself. */
function toSentryToken({ id, name, scopes, lastCharacters, createdAt, lastUsedAt }: Token) {
  return {
    id: String(id),
    name,
    scopes,
    tokenLastCharacters: lastCharacters,
    dateCreated: toSentryDate(createdAt),
    dateLastUsed: toSentryDate(lastUsedAt),
  };
}

/** A user's token as Sentry lists it. */
export function toSentryApiToken(token: Token): UserTokenAnswer {
  return { ...toSentryToken(token), expiresAt: null, application: null, state: null };
}

/** An organization's token as Sentry lists it. */
export function toSentryOrgAuthToken(token: Token): OrganizationTokenAnswer {
  return { ...toSentryToken(token), projectLastUsedId: null };
}
