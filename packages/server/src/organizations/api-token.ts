import { createHash } from "node:crypto";

/** Sentry's scopes that this service knows; an owner's token has them all. */
export const ALL_SCOPES = [
  "org:read",
  "org:write",
  "org:admin",
  "org:integrations",
  "org:ci",
  "member:read",
  "member:write",
  "member:admin",
  "project:read",
  "project:write",
  "project:admin",
  "project:releases",
  "event:read",
  "event:write",
  "event:admin",
] as const;

/** What an organization's token may do: announce releases, as a build does. */
export const ORGANIZATION_TOKEN_SCOPES = ["org:ci"] as const;

/** Tokens are stored hashed. They are random, so a plain hash cannot be searched. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** By which a person tells tokens apart; short enough to be of no use to anybody else. */
export function lastCharactersOf(token: string): string {
  return token.slice(-4);
}
