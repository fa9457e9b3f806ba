import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { endFailedFetch } from "./apply-release-commits.ts";
import { fetchSchema } from "./fetch-release-commits.ts";
import { setCommitsState } from "./release-call-store.ts";
import { reopenFetch } from "./release-fetch-store.ts";
import { findReleaseById } from "./release-store.ts";

/** The commits of a release are not fetched any more when the job that does it is given up without its handler. */
export function failReleaseFetch(enqueue: Enqueue) {
  return async (trx: Database, payload: unknown, reason: string): Promise<void> => {
    const called = await findCalled(trx, payload);
    if (called) await endFailedFetch(enqueue, trx, called, reason);
  };
}

/** They are fetched again when it begins anew. */
export async function reopenReleaseFetch(trx: Database, payload: unknown): Promise<void> {
  const called = await findCalled(trx, payload);
  if (!called || !(await reopenFetch(trx, called))) return;
  await setCommitsState(trx, called, "pending", null);
}

/** @returns undefined when a newer call has taken over, or the release is gone */
async function findCalled(trx: Database, payload: unknown) {
  const { data } = fetchSchema.safeParse(payload);
  const release = data && (await findReleaseById(trx, data.releaseId));
  if (!data || !release || release.commitsCall !== data.commitsCall) return undefined;
  return { ...release, ...data, userId: data.userId };
}
