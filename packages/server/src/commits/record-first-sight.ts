import { z } from "zod";
import { recordCommits, type RecordCommitsDeps } from "./record-commits.ts";
import { FIRST_SIGHT_COMMITS } from "./record-ref-change.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import { findRepository } from "../integrations/repository-store.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";

export const RECORD_FIRST_SIGHT = "record-first-sight";

const payloadSchema = z.object({ repositoryId: z.number() });

/** Asks, in the transaction that links a repository, for its newest commits to be recorded. */
export async function enqueueFirstSight(enqueue: Enqueue, trx: Database, repositoryId: number) {
  await enqueue(trx, {
    lane: `repository:${repositoryId}`,
    kind: RECORD_FIRST_SIGHT,
    payload: { repositoryId },
    dedupeKey: `first-sight:${repositoryId}`,
  });
}

/**
 * Records the newest commits of the default branch of a repository that was just linked, and which
 * issues they name. It resolves nothing: what was merged before the link is not news, and an issue
 * that is open in spite of it is open for a reason.
 */
export function recordFirstSight(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload }) => {
    const repository = await findRepository(deps.db, payloadSchema.parse(payload).repositoryId);
    if (!repository) return undefined;
    const { installation } = await deps.installations.get(repository.integrationId);
    const source = installation.commitSource(repository);
    const until = await source.getDefaultBranch();
    const range = { until, limit: FIRST_SIGHT_COMMITS };
    const commits = await recordCommits(deps, repository, source, range);
    return { repository: repository.name, commits: commits === "unknown" ? 0 : commits.length };
  };
}
