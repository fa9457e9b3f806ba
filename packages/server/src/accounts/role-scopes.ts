import type { Role } from "../db/schema.ts";
import { ALL_SCOPES } from "../organizations/api-token.ts";

/** From the weakest. */
export const ROLES = ["member", "admin", "owner"] as const satisfies readonly Role[];

const MEMBER = [
  "org:read",
  "member:read",
  "project:read",
  "project:releases",
  "event:read",
  "event:write",
  "event:admin",
] as const;

const ADMIN = [...MEMBER, "org:integrations", "project:write", "project:admin"] as const;

/** As Sentry's roles of these names; there is no manager between admin and owner here. */
const SCOPES: Record<Role, readonly string[]> = {
  member: MEMBER,
  admin: ADMIN,
  owner: ALL_SCOPES,
};

/** Whether a member of this role may install integrations; nobody else's install comes to its end. */
export function mayInstall(role: Role): boolean {
  return SCOPES[role].includes("org:integrations");
}

/** What a member of this role may do, by session or by any token. */
export function scopesOf(role: Role): readonly string[] {
  return SCOPES[role];
}
