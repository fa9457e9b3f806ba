import type { Database } from "../db/database.ts";
import { beginCommitsCall, setCommitsState } from "./release-call-store.ts";
import { hasReleaseCommits } from "./release-commit-store.ts";

/** What is being fetched for a release does not become its commits any more; what it has stays. */
export async function dropReleaseFetch(trx: Database, releaseId: number): Promise<void> {
  const commitsCall = await beginCommitsCall(trx, releaseId);
  if (commitsCall === undefined) return;
  const state = (await hasReleaseCommits(trx, releaseId)) ? "done" : "none";
  await setCommitsState(trx, { id: releaseId, commitsCall }, state, null);
}
