import type { Database } from "../db/database.ts";
import { hashToken } from "./api-token.ts";

/** Who calls, and what the token may be used for. */
export type Principal = UserPrincipal | OrganizationPrincipal;

export interface UserPrincipal {
  kind: "user";
  userId: number;
  email: string;
  name: string;
  scopes: readonly string[];
}

/** The holder of an organization's token: nobody in particular. */
interface OrganizationPrincipal {
  kind: "organization";
  organizationId: number;
  scopes: readonly string[];
}

/** Whose token it is, when it is known. */
export async function findPrincipal(db: Database, token: string): Promise<Principal | undefined> {
  const tokenHash = hashToken(token);
  return (await findUser(db, tokenHash)) ?? (await findTokenOrganization(db, tokenHash));
}

async function findUser(db: Database, tokenHash: string): Promise<UserPrincipal | undefined> {
  const row = await db
    .selectFrom("apiTokens")
    .innerJoin("users", "users.id", "apiTokens.userId")
    .select(["users.id as userId", "users.email", "users.name", "apiTokens.scopes"])
    .where("apiTokens.tokenHash", "=", tokenHash)
    .executeTakeFirst();
  return row && { kind: "user", ...row, scopes: JSON.parse(row.scopes) as string[] };
}

async function findTokenOrganization(
  db: Database,
  tokenHash: string,
): Promise<OrganizationPrincipal | undefined> {
  const row = await db
    .selectFrom("orgAuthTokens")
    .select(["organizationId", "scopes"])
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
  return row && { kind: "organization", ...row, scopes: JSON.parse(row.scopes) as string[] };
}
