import type { Database } from "../../db/database.ts";

/**
 * What an organization's upstream was still to be told it is not told any more, nor one that is connected after
 * it; also what is under way to it is not written down.
 */
export async function skipOpenRelays(
  trx: Database,
  organizationId: number,
  reason: string,
): Promise<void> {
  const skipped = { state: "skipped" as const, reason, updatedAt: Date.now() };
  await trx
    .updateTable("relayedReleases")
    .set(({ eb }) => ({ ...skipped, revision: eb("revision", "+", 1) }))
    .where("organizationId", "=", organizationId)
    .where("state", "in", ["waiting", "pending", "sending"])
    .execute();
  await trx
    .updateTable("relayedIssues")
    .set(skipped)
    .where("organizationId", "=", organizationId)
    .where("state", "in", ["waiting", "pending", "sending"])
    .execute();
}
