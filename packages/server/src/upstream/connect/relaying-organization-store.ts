import type { Database } from "../../db/database.ts";

/** The number of an organization of ours. */
export async function findOrganizationId(db: Database, slug: string): Promise<number | undefined> {
  const row = await db
    .selectFrom("organizations")
    .select("id")
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row?.id;
}
