import type { Database } from "../db/database.ts";
import { hashToken, lastCharactersOf } from "./api-token.ts";

/** A token that acts for an organization; the token itself is not kept. */
export interface OrgAuthToken {
  id: number;
  name: string;
  scopes: string[];
  lastCharacters: string;
  createdAt: number;
}

const columns = ["id", "name", "scopes", "lastCharacters", "createdAt"] as const;

/** What an organization's token may do: announce releases, as a build does. */
export const ORG_AUTH_TOKEN_SCOPES = ["org:ci"];

export async function storeOrgAuthToken(
  db: Database,
  made: { token: string; organizationId: number; createdById: number; name: string },
): Promise<OrgAuthToken> {
  const { token, ...rest } = made;
  const row = await db
    .insertInto("orgAuthTokens")
    .values({
      ...rest,
      tokenHash: hashToken(token),
      lastCharacters: lastCharactersOf(token),
      scopes: JSON.stringify(ORG_AUTH_TOKEN_SCOPES),
      createdAt: Date.now(),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toOrgAuthToken(row);
}

/** Newest first. */
export async function listOrgAuthTokens(
  db: Database,
  organizationId: number,
): Promise<OrgAuthToken[]> {
  const rows = await db
    .selectFrom("orgAuthTokens")
    .select(columns)
    .where("organizationId", "=", organizationId)
    .orderBy("id", "desc")
    .execute();
  return rows.map(toOrgAuthToken);
}

/** @returns whether there was one */
export async function deleteOrgAuthToken(
  db: Database,
  organizationId: number,
  id: number,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("orgAuthTokens")
    .where("organizationId", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function toOrgAuthToken(row: Omit<OrgAuthToken, "scopes"> & { scopes: string }): OrgAuthToken {
  return { ...row, scopes: JSON.parse(row.scopes) as string[] };
}
