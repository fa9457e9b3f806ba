import type { Database } from "../db/database.ts";
import { hashToken } from "./api-token.ts";

/** Who calls, and what the token may be used for. */
export type Principal = UserPrincipal | OrganizationPrincipal;

interface TokenUse {
  tokenId: number;
  scopes: readonly string[];
  /** When the token was last used, as far as that was noted. */
  lastUsedAt: number | null;
}

export interface UserPrincipal extends TokenUse {
  kind: "user";
  userId: number;
  email: string;
  name: string;
}

/** The holder of an organization's token: nobody in particular. */
interface OrganizationPrincipal extends TokenUse {
  kind: "organization";
  organizationId: number;
}

/** Whose token it is, when it is known. */
export async function findPrincipal(db: Database, token: string): Promise<Principal | undefined> {
  const row = await db
    .selectFrom("tokens")
    .leftJoin("users", "users.id", "tokens.userId")
    .select([
      "tokens.id as tokenId",
      "tokens.scopes",
      "tokens.lastUsedAt",
      "tokens.organizationId",
      "users.id as userId",
      "users.email",
      "users.name",
    ])
    .where("tokens.tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  if (!row) return undefined;
  const { tokenId, lastUsedAt, organizationId, userId, email, name } = row;
  const use = { tokenId, lastUsedAt, scopes: JSON.parse(row.scopes) as string[] };
  if (organizationId !== null) return { kind: "organization", organizationId, ...use };
  if (userId === null || email === null || name === null) return undefined;
  return { kind: "user", userId, email, name, ...use };
}
