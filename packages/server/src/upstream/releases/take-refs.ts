import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { enqueueReleaseCommits, type WantedRef } from "../../releases/enqueue-release-commits.ts";
import { announceRelay } from "./enqueue-relay-release.ts";
import { type AnsweredCall, mirrorAnsweredRelease } from "./mirror-answered-release.ts";

/**
 * Has the commits of refs fetched and sent to the upstream, which has just let the caller change the release.
 * @returns false when the upstream answers with another release
 */
export function takeRefs(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  organizationId: number,
  { refs, ...call }: AnsweredCall & { refs: WantedRef[] },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const release = await mirrorAnsweredRelease(trx, organizationId, call);
    if (!release) return false;
    await announceRelay(trx, release, { origin: "asked", isThere: true });
    await enqueueReleaseCommits(enqueue, trx, release, { refs, userId: undefined });
    return true;
  });
}
