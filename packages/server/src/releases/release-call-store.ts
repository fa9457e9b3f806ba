import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { ReleaseCommitsState } from "../db/schema.ts";

/**
 * Says that the commits of a release are being set anew. The newest call wins: the outcome of an
 * older one that is still under way is dropped.
 * @returns what the outcome has to be written with; undefined when the release is gone
 */
export async function beginCommitsCall(
  trx: Database,
  releaseId: number,
): Promise<string | undefined> {
  const commitsCall = randomUUID();
  const result = await trx
    .updateTable("releases")
    .set({ commitsCall, commitsState: "pending", commitsReason: null })
    .where("id", "=", releaseId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n ? commitsCall : undefined;
}

/** @returns false when a newer call has taken over, or the release is gone */
export async function setCommitsState(
  trx: Database,
  release: { id: number; commitsCall: string },
  commitsState: ReleaseCommitsState,
  commitsReason: string | null,
): Promise<boolean> {
  const result = await trx
    .updateTable("releases")
    .set({ commitsState, commitsReason })
    .where("id", "=", release.id)
    .where("commitsCall", "=", release.commitsCall)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
