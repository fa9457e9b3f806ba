import type { Database } from "../db/database.ts";
import { hashToken, lastCharactersOf } from "./api-token.ts";

/** Who calls: a user, and what the token may be used for. */
export interface Principal {
  userId: number;
  email: string;
  name: string;
  scopes: string[];
}

/** The owner of a token, when it is known. */
export async function findPrincipal(db: Database, token: string): Promise<Principal | undefined> {
  const row = await db
    .selectFrom("apiTokens")
    .innerJoin("users", "users.id", "apiTokens.userId")
    .select(["users.id as userId", "users.email", "users.name", "apiTokens.scopes"])
    .where("apiTokens.tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  return row && { ...row, scopes: JSON.parse(row.scopes) as string[] };
}

/** Keeps a token of a user, hashed; keeping it again changes nothing. */
export async function storeToken(
  db: Database,
  token: { token: string; userId: number; name: string; scopes: readonly string[] },
): Promise<void> {
  await db
    .insertInto("apiTokens")
    .values({
      tokenHash: hashToken(token.token),
      lastCharacters: lastCharactersOf(token.token),
      userId: token.userId,
      name: token.name,
      scopes: JSON.stringify(token.scopes),
      createdAt: Date.now(),
    })
    .onConflict((conflict) => conflict.column("tokenHash").doNothing())
    .execute();
}

/** Takes back all tokens of a user that have this name. */
export async function deleteTokens(
  db: Database,
  { userId, name }: { userId: number; name: string },
): Promise<void> {
  await db.deleteFrom("apiTokens").where("userId", "=", userId).where("name", "=", name).execute();
}
