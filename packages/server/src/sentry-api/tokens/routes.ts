import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { createApiToken } from "./create-api-token.ts";
import { createOrgAuthToken } from "./create-org-auth-token.ts";
import { deleteApiToken } from "./delete-api-token.ts";
import { deleteMemberToken } from "./delete-member-token.ts";
import { deleteOwnToken } from "./delete-own-token.ts";
import { deleteTokenOfOrganization } from "./delete-org-auth-token.ts";
import { listApiTokens } from "./list-api-tokens.ts";
import { listMemberTokens } from "./list-member-tokens.ts";
import { listTokensOfOrganization } from "./list-org-auth-tokens.ts";

/** Tokens of users, and of organizations for their builds. */
export function tokenRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  listApiTokens(app, deps);
  createApiToken(app, deps);
  deleteApiToken(app, deps);
  deleteOwnToken(app, deps);
  listMemberTokens(app, deps);
  deleteMemberToken(app, deps);
  listTokensOfOrganization(app, deps);
  createOrgAuthToken(app, deps);
  deleteTokenOfOrganization(app, deps);
}
