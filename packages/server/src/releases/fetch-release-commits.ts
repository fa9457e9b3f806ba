import { z } from "zod";
import { endSentence } from "../integrations/end-sentence.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { JobHandler, JobSummary } from "../jobs/types.ts";
import { UpstreamError } from "../upstream/client/upstream-error.ts";
import {
  applyDelay,
  applyFailedFetch,
  applyFetchedCommits,
  type ApplyCommitsDeps,
  type CalledRelease,
} from "./apply-release-commits.ts";
import {
  type FetchCommitsDeps,
  type FetchedRef,
  fetchRefCommits,
  type RepositoryRef,
} from "./fetch-ref-commits.ts";
import { findReleaseById, type Release } from "./release-store.ts";

/** Whose commits are fetched, and from whom. */
export const fetchSchema = z.object({
  releaseId: z.number(),
  commitsCall: z.string(),
  /** Who asked; absent for an organization's token. */
  userId: z.number().optional(),
  integrationId: z.number(),
});

const payloadSchema = fetchSchema.extend({
  /** Those of one host. */
  refs: z.array(
    z.object({
      repositoryId: z.number(),
      until: z.string(),
      since: z.string().optional(),
    }),
  ),
  /** Those that the call asks of all hosts. */
  repositoryIds: z.array(z.number()),
});

/**
 * Fetches the commits of a release from one host and writes them; what other hosts have of it stays. One
 * ref that cannot be fetched does not stop the others: the release then keeps what it had of that
 * repository, and says what is missing. When the host, or the upstream that is asked where they begin, is
 * only away for now, the release says so and the job is tried again.
 */
export function fetchReleaseCommits(deps: FetchCommitsDeps): JobHandler {
  return async ({ payload, isLastAttempt }, signal) => {
    const { releaseId, refs, repositoryIds, ...call } = payloadSchema.parse(payload);
    const release = await findReleaseById(deps.db, releaseId);
    if (release?.commitsCall !== call.commitsCall) return undefined;
    const called = { ...release, ...call, userId: call.userId };
    try {
      const fetched: FetchedRef[] = [];
      for (const ref of refs) fetched.push(await fetchOrExplain(deps, release, ref));
      return await writeFetched(deps, called, repositoryIds, fetched);
    } catch (error) {
      if (signal.aborted) throw error;
      const isTold = error instanceof IntegrationError || error instanceof UpstreamError;
      const reason = endSentence(isTold ? error.message : "An internal error");
      if (isLastAttempt && !(isTold && error.isPause)) await applyFailedFetch(deps, called, reason);
      else await applyDelay(deps.db, called, `${reason} It will be tried again.`);
      throw error;
    }
  };
}

/** What the host refuses for good is the answer for this ref; anything else is thrown. */
async function fetchOrExplain(
  deps: FetchCommitsDeps,
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
  repositoryIds: number[],
  fetched: FetchedRef[],
): Promise<JobSummary> {
  const found = fetched.filter((ref) => "head" in ref);
  const missing = fetched.flatMap((ref) => ("missing" in ref ? [ref.missing] : []));
  const notes = found.flatMap((ref) => ref.note ?? []);
  const reason = [...missing, ...notes].map(endSentence).join(" ");
  if (found.length === 0) {
    await applyFailedFetch(deps, release, reason);
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
  const keptRepositoryIds = repositoryIds.filter((id) => !fetchedIds.has(id));
  await applyFetchedCommits(deps, release, { heads, commits, keptRepositoryIds, ...outcome });
  return { release: release.version, ...outcome, commits: commits.length };
}
