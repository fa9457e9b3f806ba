import { scopesOf } from "../accounts/role-scopes.ts";
import { findSession } from "../accounts/session-store.ts";
import { getUserById } from "../accounts/user-store.ts";
import type { Database } from "../db/database.ts";
import { hashToken } from "./api-token.ts";

/** Who calls, and what they may do. */
export type Principal = UserPrincipal | OrganizationPrincipal;

/** What a caller shows to prove who they are. */
interface Credential {
  kind: "token" | "session";
  id: number;
  /** When it was last used, as far as that was noted. */
  lastUsedAt: number | null;
}

export interface UserPrincipal {
  kind: "user";
  userId: number;
  email: string;
  name: string;
  credential: Credential;
  /** All that they may do in one organization or another. */
  scopes: readonly string[];
  /** By the number of the organization: what the role there and the token both allow. */
  scopesIn: ReadonlyMap<number, readonly string[]>;
}

/** The holder of an organization's token: nobody in particular. */
interface OrganizationPrincipal {
  kind: "organization";
  organizationId: number;
  /** What the token is called. */
  name: string;
  credential: Credential;
  scopes: readonly string[];
}

/** Whose token it is, when it is known. */
export async function findPrincipal(db: Database, token: string): Promise<Principal | undefined> {
  const row = await db
    .selectFrom("tokens")
    .leftJoin("users", "users.id", "tokens.userId")
    .select([
      "tokens.id",
      "tokens.name as tokenName",
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
  const { id, lastUsedAt, organizationId, userId, email, name } = row;
  const credential = { kind: "token" as const, id, lastUsedAt };
  const scopes = JSON.parse(row.scopes) as string[];
  if (organizationId !== null) {
    return { kind: "organization", organizationId, name: row.tokenName, credential, scopes };
  }
  if (userId === null || email === null || name === null) return undefined;
  return { kind: "user", userId, email, name, credential, ...(await limit(db, userId, scopes)) };
}

/** Who is logged in with this session, while it lasts. */
export async function findPrincipalOfSession(
  db: Database,
  secret: string,
  now: number,
): Promise<UserPrincipal | undefined> {
  const session = await findSession(db, secret, now);
  if (!session) return undefined;
  const { id, userId, lastUsedAt } = session;
  const { email, name } = await getUserById(db, userId);
  const credential = { kind: "session" as const, id, lastUsedAt };
  return { kind: "user", userId, email, name, credential, ...(await limit(db, userId)) };
}

/** What the roles of a user allow, and no more than these scopes. */
async function limit(
  db: Database,
  userId: number,
  scopes?: readonly string[],
): Promise<Pick<UserPrincipal, "scopes" | "scopesIn">> {
  const memberships = await db
    .selectFrom("members")
    .select(["organizationId", "role"])
    .where("userId", "=", userId)
    .execute();
  const scopesIn = new Map(
    memberships.map(({ organizationId, role }) => {
      const allowed = scopesOf(role);
      return [organizationId, scopes?.filter((scope) => allowed.includes(scope)) ?? allowed];
    }),
  );
  return { scopes: [...new Set([...scopesIn.values()].flat())], scopesIn };
}
