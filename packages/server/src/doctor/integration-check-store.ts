import type { Database } from "../db/database.ts";
import type { Finding } from "./finding.ts";

/** What a look at an integration found. */
export interface IntegrationCheck {
  /** Epoch milliseconds. */
  at: number;
  findings: Finding[];
}

/** The last one; undefined when nobody has looked yet. */
export async function findIntegrationCheck(
  db: Database,
  integrationId: number,
): Promise<IntegrationCheck | undefined> {
  const row = await db
    .selectFrom("integrations")
    .select(["checkedAt", "findings"])
    .where("id", "=", integrationId)
    .executeTakeFirst();
  if (!row || row.checkedAt === null || row.findings === null) return undefined;
  return { at: row.checkedAt, findings: JSON.parse(row.findings) as Finding[] };
}

export async function storeIntegrationCheck(
  db: Database,
  integrationId: number,
  { at, findings }: IntegrationCheck,
): Promise<void> {
  await db
    .updateTable("integrations")
    .set({ checkedAt: at, findings: JSON.stringify(findings) })
    .where("id", "=", integrationId)
    .execute();
}
