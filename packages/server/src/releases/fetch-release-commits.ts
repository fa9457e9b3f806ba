import { z } from "zod";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import { endSentence } from "../integrations/end-sentence.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { JobHandler, JobSummary } from "../jobs/types.ts";
import {
  applyFailedFetch,
  applyFetchedCommits,
  type ApplyCommitsDeps,
  type CalledRelease,
} from "./apply-release-commits.ts";
import { type FetchedRef, fetchRefCommits, type RepositoryRef } from "./fetch-ref-commits.ts";
import { setCommitsState } from "./release-call-store.ts";
import { findReleaseById, type Release } from "./release-store.ts";

const payloadSchema = z.object({
  releaseId: z.number(),
  commitsCall: z.string(),
  /** Who asked; absent for an organization's token. */
  userId: z.number().optional(),
  refs: z.array(
    z.object({
      repositoryId: z.number(),
      until: z.string(),
      since: z.string().optional(),
    }),
  ),
});

/**
 * Fetches the commits of a release from their hosts and writes them. One ref that cannot be
 * fetched does not stop the others: the release then keeps what it had of that repository, and says
 * what is missing. When a host is only
 * away for now, the release says so and the job is tried again.
 */
export function fetchReleaseCommits(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload, isLastAttempt }, signal) => {
    const { releaseId, commitsCall, userId, refs } = payloadSchema.parse(payload);
    const release = await findReleaseById(deps.db, releaseId);
    if (release?.commitsCall !== commitsCall) return undefined;
    const called = { ...release, commitsCall, userId };
    try {
      const fetched: FetchedRef[] = [];
      for (const ref of refs) fetched.push(await fetchOrExplain(deps, release, ref));
      return await writeFetched(deps, called, refs, fetched);
    } catch (error) {
      if (signal.aborted) throw error;
      const message = error instanceof IntegrationError ? error.message : "An internal error";
      const reason = endSentence(message);
      const isPaused = error instanceof IntegrationError && error.isPause;
      if (isLastAttempt && !isPaused) await applyFailedFetch(deps.db, called, reason);
      else await setCommitsState(deps.db, called, "pending", `${reason} It will be tried again.`);
      throw error;
    }
  };
}

/** What the host refuses for good is the answer for this ref; anything else is thrown. */
async function fetchOrExplain(
  deps: RecordCommitsDeps & { installations: Installations },
  release: Release,
  ref: RepositoryRef,
): Promise<FetchedRef> {
  try {
    return await fetchRefCommits(deps, release, ref);
  } catch (error) {
    const isFinal = error instanceof IntegrationError && !error.isPassing;
    if (isFinal) return { missing: error.message };
    throw error;
  }
}

async function writeFetched(
  deps: ApplyCommitsDeps,
  release: CalledRelease,
  refs: RepositoryRef[],
  fetched: FetchedRef[],
): Promise<JobSummary> {
  const found = fetched.filter((ref) => "head" in ref);
  const missing = fetched.flatMap((ref) => ("missing" in ref ? [ref.missing] : []));
  const notes = found.flatMap((ref) => ref.note ?? []);
  const reason = [...missing, ...notes].map(endSentence).join(" ");
  if (found.length === 0) {
    await applyFailedFetch(deps.db, release, reason);
    return { release: release.version, state: "failed", reason, commits: 0 };
  }
  const commits = found.flatMap((ref) => ref.commits);
  // One repository keeps git's order; only times can order the commits of several.
  if (found.length > 1) commits.sort((a, b) => b.authoredAt - a.authoredAt);
  const outcome = {
    state: missing.length > 0 ? ("failed" as const) : ("done" as const),
    reason: reason || null,
  };
  const heads = found.map((ref) => ref.head);
  const fetchedIds = new Set(heads.map((head) => head.repositoryId));
  const keptRepositoryIds = refs
    .map((ref) => ref.repositoryId)
    .filter((repositoryId) => !fetchedIds.has(repositoryId));
  await applyFetchedCommits(deps, release, { heads, commits, keptRepositoryIds, ...outcome });
  return { release: release.version, ...outcome, commits: commits.length };
}
