import type { Database } from "../../db/database.ts";
import { applyNoCommits } from "../../releases/apply-release-commits.ts";
import { applyReleaseDeletion } from "../../releases/apply-release-deletion.ts";
import { dropReleaseFetch } from "../../releases/drop-release-fetch.ts";
import { findRelease } from "../../releases/release-store.ts";
import { type AnsweredCall, mirrorAnsweredRelease } from "./mirror-answered-release.ts";
import { skipRelay } from "./release-progress-store.ts";
import type { Upstream } from "../types.ts";

/**
 * A caller has just set or cleared the commits of a release at the upstream: what was asked of us before, or what
 * we would find out, is not sent.
 * @returns false when the upstream answers with another release
 */
export function giveWayToCommits(
  db: Database,
  { organizationId, connectionId }: Upstream,
  call: AnsweredCall,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const release = await mirrorAnsweredRelease(trx, organizationId, call);
    if (!release) return false;
    // Those that we had are not its commits any more, and no base for the next release.
    await applyNoCommits(trx, release);
    await skipRelay(trx, release, {
      connectionId,
      reason: "Its commits were set at Sentry since.",
      isThere: true,
    });
    return true;
  });
}

/**
 * A caller has just deleted a release at the upstream: it is deleted here, so that nothing is sent of it. One
 * that an issue of ours was first seen in stays, and nothing is sent of it either.
 */
export async function giveWayToDeletion(
  db: Database,
  { organizationId, connectionId }: Upstream,
  version: string,
): Promise<void> {
  const release = await findRelease(db, organizationId, version);
  if (!release) return;
  if ((await applyReleaseDeletion(db, release.id)) === 0) return;
  await db.transaction().execute(async (trx) => {
    await dropReleaseFetch(trx, release.id);
    const reason = "It was deleted at Sentry.";
    await skipRelay(trx, release, { connectionId, reason, isThere: true });
  });
}
