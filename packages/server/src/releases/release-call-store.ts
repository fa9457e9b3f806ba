import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { lockRows } from "../db/row-locks.ts";
import type { ReleaseCommitsState } from "../db/schema.ts";
import {
  type HostRefs,
  listReleaseFetches,
  replaceReleaseFetches,
  updateReleaseFetch,
} from "./release-fetch-store.ts";

/**
 * Says that the commits of a release are being set anew. The newest call wins: the outcome of an
 * older one that is still under way is dropped.
 * @param hosts that are asked for them
 * @returns what the outcome has to be written with; undefined when the release is gone
 */
export async function beginCommitsCall(
  trx: Database,
  releaseId: number,
  hosts: HostRefs[] = [],
): Promise<string | undefined> {
  const commitsCall = randomUUID();
  const result = await trx
    .updateTable("releases")
    .set({ commitsCall, commitsState: "pending", commitsReason: null })
    .where("id", "=", releaseId)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return undefined;
  await replaceReleaseFetches(trx, releaseId, hosts);
  return commitsCall;
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

/** What has come of a call, or of what it asks of one host; the reason in words, if there is something to say. */
export interface FetchState {
  state: "pending" | "done" | "failed";
  reason: string | null;
}

/**
 * Keeps how asking one host went. A call is done when each of its hosts is, and has failed when one has.
 * @param hasWritten it has set commits of the release
 * @returns what the whole call has come to, and whether any host of it has set commits; undefined when it is over for this host already, as when a newer
 *   call has taken over
 */
export async function endReleaseFetch(
  trx: Database,
  release: { id: number; commitsCall: string; integrationId: number },
  ended: FetchState,
  hasWritten = false,
): Promise<(FetchState & { hasWritten: boolean }) | undefined> {
  const current = trx
    .selectFrom("releases")
    .select("id")
    .where("id", "=", release.id)
    .where("commitsCall", "=", release.commitsCall);
  // What the hosts of a call have come to is read by one of them after the other.
  if (!(await lockRows(trx, current).executeTakeFirst())) return undefined;
  if (!(await updateReleaseFetch(trx, release, { ...ended, hasWritten }))) return undefined;
  const fetches = await listReleaseFetches(trx, release.id);
  const states = new Set(fetches.map(({ state }) => state));
  const state = states.has("pending") ? "pending" : states.has("failed") ? "failed" : "done";
  const reason = fetches.flatMap((fetch) => fetch.reason ?? []).join(" ") || null;
  await setCommitsState(trx, release, state, reason);
  return { state, reason, hasWritten: fetches.some((fetch) => fetch.hasWritten) };
}
