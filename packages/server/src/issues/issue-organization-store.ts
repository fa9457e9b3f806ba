import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";

/** The organization of an issue, by the issue's number in digits. */
export async function findOrganizationOfIssue(
  db: Database,
  id: string,
): Promise<number | undefined> {
  if (!/^\d{1,15}$/.test(id)) return undefined;
  const row = await db
    .selectFrom("issues")
    .select("organizationId")
    .where("id", "=", toRowId(id))
    .executeTakeFirst();
  return row?.organizationId;
}
