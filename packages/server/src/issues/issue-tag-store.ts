import type { Database } from "../db/database.ts";

/** Whether events of the organization have a tag of this key. */
export async function isTagKnown(
  db: Database,
  organizationId: number,
  key: string,
): Promise<boolean> {
  const row = await db
    .selectFrom("issueTags")
    .innerJoin("issues", "issues.id", "issueTags.issueId")
    .where("issueTags.key", "=", key)
    .where("issues.organizationId", "=", organizationId)
    .select("issueTags.key")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
