import type { ALL_SCOPES } from "../../organizations/api-token.ts";

type Scope = (typeof ALL_SCOPES)[number];

/** Scopes of which any one is enough; none: every token will do. */
export type AnyOf = readonly Scope[];

/*
 * As in Sentry's published document, and for what it keeps private, as its neighbours there. The
 * test beside this folder compares the two and lists where we differ, with the reason.
 */
export const ANY_TOKEN: AnyOf = [];

export const ORG_READ: AnyOf = ["org:read", "org:write", "org:admin"];
export const ORG_WRITE: AnyOf = ["org:write", "org:admin"];
export const ORG_ADMIN: AnyOf = ["org:admin"];

/** Only who may do everything makes tokens: what is made outlives the token that asked for it. */
export const TOKEN_WRITE: AnyOf = ["org:admin"];

export const MEMBER_READ: AnyOf = ["member:read", "member:write", "member:admin"];
export const MEMBER_WRITE: AnyOf = ["member:write", "member:admin"];
export const MEMBER_DELETE: AnyOf = ["member:admin"];

export const PROJECT_READ: AnyOf = ["project:read", "project:write", "project:admin"];
export const PROJECT_WRITE: AnyOf = ["project:write", "project:admin"];
export const PROJECT_DELETE: AnyOf = ["project:admin"];
export const PROJECT_CREATE: AnyOf = ["project:write", "project:admin", "org:write", "org:admin"];

export const RELEASE_WRITE: AnyOf = [
  "org:ci",
  "project:releases",
  "project:write",
  "project:admin",
];
export const RELEASE_READ: AnyOf = ["project:read", ...RELEASE_WRITE];
export const RELEASE_DELETE: AnyOf = ["project:releases", "project:admin"];

export const ISSUE_READ: AnyOf = ["event:read", "event:write", "event:admin"];
export const ISSUE_WRITE: AnyOf = ["event:write", "event:admin"];
export const ISSUE_DELETE: AnyOf = ["event:admin"];

export const INTEGRATION_READ: AnyOf = [...ORG_READ, "org:integrations"];
export const INTEGRATION_WRITE: AnyOf = ["org:integrations", ...ORG_WRITE];
export const INTEGRATION_DELETE: AnyOf = ["org:integrations", "org:admin"];

export const REPOSITORY_READ: AnyOf = [...INTEGRATION_READ, "org:ci"];
