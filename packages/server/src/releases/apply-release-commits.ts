import type { Database } from "../db/database.ts";
import { resolveInRelease } from "../resolutions/apply-resolutions.ts";
import { beginCommitsCall, setCommitsState } from "./release-call-store.ts";
import {
  type ReleaseHead,
  replaceReleaseCommits,
  replaceReleaseHeads,
} from "./release-commit-store.ts";

/** What a call that set the commits of a release came to. */
export interface ReleaseCommits {
  heads: ReleaseHead[];
  /** Newest first, without merges. */
  commitIds: number[];
  state: "done" | "failed";
  /** In words, when there is something to say. */
  reason: string | null;
}

/**
 * Replaces the commits of a release and resolves what they resolve, in one transaction. Nothing
 * happens when a newer call has taken over.
 */
export function applyReleaseCommits(
  db: Database,
  release: { id: number; version: string; organizationId: number; commitsCall: string },
  { heads, commitIds, state, reason }: ReleaseCommits,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    if (!(await setCommitsState(trx, release, state, reason))) return;
    await replaceReleaseHeads(trx, release.id, heads);
    await replaceReleaseCommits(trx, release.id, commitIds);
    await resolveInRelease(trx, release);
  });
}

/** Takes all commits out of a release. The commits stay recorded and the issues stay resolved. */
export async function clearReleaseCommits(trx: Database, releaseId: number): Promise<void> {
  const commitsCall = await beginCommitsCall(trx, releaseId);
  await setCommitsState(trx, { id: releaseId, commitsCall }, "none", null);
  await replaceReleaseHeads(trx, releaseId, []);
  await replaceReleaseCommits(trx, releaseId, []);
}
