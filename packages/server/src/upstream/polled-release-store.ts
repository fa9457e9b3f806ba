import type { Database } from "../db/database.ts";
import type { Release } from "../releases/release-store.ts";

/** A release that waits until it is known which commit it is. */
export interface WaitingRelease {
  releaseId: number;
  version: string;
  deploysSeen: number;
}

/** Those of the versions that wait. */
export async function listWaitingReleases(
  db: Database,
  organizationId: number,
  versions: string[],
): Promise<Map<string, WaitingRelease>> {
  if (versions.length === 0) return new Map();
  const rows = await db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select(["relayedReleases.releaseId", "releases.version", "relayedReleases.deploysSeen"])
    .where("relayedReleases.organizationId", "=", organizationId)
    .where("relayedReleases.state", "=", "waiting")
    .where("releases.version", "in", versions)
    .execute();
  return new Map(rows.map((row) => [row.version, row]));
}

/** A release without commits waits until it is known which it is; one that is relayed already does not. */
export async function beginWaiting(trx: Database, { id, organizationId }: Release): Promise<void> {
  const now = Date.now();
  await trx
    .insertInto("relayedReleases")
    .values({
      releaseId: id,
      organizationId,
      origin: "found",
      state: "waiting",
      reason: "Its build may be about to set its commits. It is looked at again soon.",
      revision: 0,
      notes: "[]",
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.column("releaseId").doNothing())
    .execute();
}

/** Keeps why it waits on, or is left alone. */
export async function storeWaiting(
  db: Database,
  releaseId: number,
  outcome: { state: "waiting" | "skipped"; reason: string; deploysSeen: number },
): Promise<void> {
  await db
    .updateTable("relayedReleases")
    .set({ ...outcome, updatedAt: Date.now() })
    .where("releaseId", "=", releaseId)
    .where("state", "=", "waiting")
    .execute();
}
