import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import { hashToken, lastCharactersOf } from "./api-token.ts";

/** A token of a user or an organization; the token itself is not kept. */
export interface Token {
  id: number;
  name: string;
  scopes: string[];
  lastCharacters: string;
  createdAt: number;
  /** To the minute; null when it never was. */
  lastUsedAt: number | null;
}

/** Whom a token acts for. */
export type TokenOwner = { userId: number } | { organizationId: number };

export type NewToken = TokenOwner & { token: string; name: string; scopes: readonly string[] };

const columns = ["id", "name", "scopes", "lastCharacters", "createdAt", "lastUsedAt"] as const;

/** Keeps a token, hashed; keeping it again changes nothing. @returns whether it is a new one */
export async function storeToken(db: Database, token: NewToken): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("tokens")
    .values(toRow(token))
    .onConflict((conflict) => conflict.column("tokenHash").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 0n;
}

/** Keeps a token that was just made. */
export async function createToken(db: Database, token: NewToken): Promise<Token> {
  const row = await db
    .insertInto("tokens")
    .values(toRow(token))
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toToken(row);
}

/** Whether a token is one of this service, of whomever. */
export async function isTokenKnown(db: Database, token: string): Promise<boolean> {
  const row = await db
    .selectFrom("tokens")
    .select("id")
    .where("tokenHash", "=", hashToken(token))
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest first. */
export async function listTokens(db: Database, owner: TokenOwner): Promise<Token[]> {
  const rows = await db
    .selectFrom("tokens")
    .select(columns)
    .where(isOf(owner))
    .orderBy("id", "desc")
    .execute();
  return rows.map(toToken);
}

/** @returns what it was called; undefined when the owner had no such token */
export async function deleteToken(
  db: Database,
  owner: TokenOwner,
  id: number,
): Promise<{ name: string } | undefined> {
  return db
    .deleteFrom("tokens")
    .where(isOf(owner))
    .where("id", "=", id)
    .returning("name")
    .executeTakeFirst();
}

/** Takes back all that a user has. @returns what they were called */
export function deleteTokensOfUser(trx: Database, userId: number): Promise<{ name: string }[]> {
  return trx.deleteFrom("tokens").where("userId", "=", userId).returning("name").execute();
}

/** Takes back all tokens of a user that have this name, but the one that is given. @returns how many */
export async function deleteTokens(
  db: Database,
  { userId, name, except }: { userId: number; name: string; except: string | undefined },
): Promise<number> {
  let tokens = db.deleteFrom("tokens").where("userId", "=", userId).where("name", "=", name);
  if (except !== undefined) tokens = tokens.where("tokenHash", "!=", hashToken(except));
  return Number((await tokens.executeTakeFirst()).numDeletedRows);
}

/** Remembers that a token was used, unless that is known of the time since `before`. */
export async function markTokenUsed(
  db: Database,
  id: number,
  { at, before }: { at: number; before: number },
): Promise<void> {
  await db
    .updateTable("tokens")
    .set({ lastUsedAt: at })
    .where("id", "=", id)
    .where((eb) => eb.or([eb("lastUsedAt", "is", null), eb("lastUsedAt", "<", before)]))
    .execute();
}

function isOf(owner: TokenOwner) {
  return (eb: ExpressionBuilder<Schema, "tokens">) =>
    "userId" in owner
      ? eb("tokens.userId", "=", owner.userId)
      : eb("tokens.organizationId", "=", owner.organizationId);
}

function toRow({ token, scopes, ...rest }: NewToken) {
  return {
    ...rest,
    tokenHash: hashToken(token),
    lastCharacters: lastCharactersOf(token),
    scopes: JSON.stringify(scopes),
    createdAt: Date.now(),
  };
}

function toToken(row: Omit<Token, "scopes"> & { scopes: string }): Token {
  return { ...row, scopes: JSON.parse(row.scopes) as string[] };
}
