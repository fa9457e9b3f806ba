import type { Database } from "../db/database.ts";
import { hashToken, lastCharactersOf } from "./api-token.ts";

/** A token of a user; the token itself is not kept. */
export interface ApiToken {
  id: number;
  name: string;
  scopes: string[];
  lastCharacters: string;
  createdAt: number;
}

const columns = ["id", "name", "scopes", "lastCharacters", "createdAt"] as const;

/** Keeps a token of a user, hashed; keeping it again changes nothing. */
export async function storeToken(
  db: Database,
  token: { token: string; userId: number; name: string; scopes: readonly string[] },
): Promise<void> {
  await db
    .insertInto("apiTokens")
    .values(toRow(token))
    .onConflict((conflict) => conflict.column("tokenHash").doNothing())
    .execute();
}

/** Keeps a token that was just made. */
export async function createToken(
  db: Database,
  token: { token: string; userId: number; name: string; scopes: readonly string[] },
): Promise<ApiToken> {
  const row = await db
    .insertInto("apiTokens")
    .values(toRow(token))
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toApiToken(row);
}

/** Newest first. */
export async function listTokens(db: Database, userId: number): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom("apiTokens")
    .select(columns)
    .where("userId", "=", userId)
    .orderBy("id", "desc")
    .execute();
  return rows.map(toApiToken);
}

/** @returns whether the user had such a token */
export async function deleteToken(db: Database, userId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("apiTokens")
    .where("userId", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Takes back all tokens of a user that have this name. */
export async function deleteTokens(
  db: Database,
  { userId, name }: { userId: number; name: string },
): Promise<void> {
  await db.deleteFrom("apiTokens").where("userId", "=", userId).where("name", "=", name).execute();
}

function toRow(made: { token: string; userId: number; name: string; scopes: readonly string[] }) {
  const { token, userId, name, scopes } = made;
  return {
    tokenHash: hashToken(token),
    lastCharacters: lastCharactersOf(token),
    userId,
    name,
    scopes: JSON.stringify(scopes),
    createdAt: Date.now(),
  };
}

function toApiToken(row: Omit<ApiToken, "scopes"> & { scopes: string }): ApiToken {
  return { ...row, scopes: JSON.parse(row.scopes) as string[] };
}
