import { z } from "zod";
import type { ProcessPushDeps } from "../commits/process-push.ts";
import { recordCommits, type RecordCommitsDeps } from "../commits/record-commits.ts";
import { FIRST_SIGHT_COMMITS } from "../commits/record-ref-change.ts";
import { setRefs } from "../commits/ref-store.ts";
import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import type { Installations } from "../integrations/installations.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { readRefChangeLog } from "./read-ref-change-log.ts";
import { getReconcileState, setNextReconcile, setReconcileState } from "./reconcile-store.ts";

export const RECORD_FIRST_SIGHT = "record-first-sight";

const payloadSchema = z.object({ repositoryId: z.number() });

/** Asks, in the transaction that links a repository, for its newest commits to be recorded. */
export async function enqueueFirstSight(enqueue: Enqueue, trx: Database, repository: Repository) {
  await enqueue(trx, {
    ...repositoryLane(repository),
    kind: RECORD_FIRST_SIGHT,
    payload: { repositoryId: repository.id },
    dedupeKey: `first-sight:${repository.id}`,
  });
}

export function recordFirstSight(
  deps: RecordCommitsDeps & { installations: Installations },
): JobHandler {
  return async ({ payload }, _signal, holdLane) => {
    const repository = await findRepository(deps.db, payloadSchema.parse(payload).repositoryId);
    if (!repository) return undefined;
    // Reconcile was faster.
    if ((await getReconcileState(deps.db, repository.id)).finishedAt !== null) return undefined;
    const { installation } = await deps.installations.getForJob(repository.integrationId);
    const commits = await takeFirstSight({ ...deps, holdLane }, installation, repository);
    return { repository: repository.name, commits };
  };
}

/**
 * Keeps where the refs of a repository are that was just linked, and records the newest commits of its
 * default branch and which issues they name. It resolves nothing: what was merged before the link is
 * not news, and an issue that is open in spite of it is open for a reason.
 * @returns how many commits there are
 */
export async function takeFirstSight(
  deps: ProcessPushDeps,
  installation: IntegrationInstallation,
  repository: Repository,
): Promise<number> {
  const { db } = deps;
  const { refChangeId } = await getReconcileState(db, repository.id);
  const refSource = installation.refSource(repository);
  // What was pushed after this is news, though the refs that are read next tell it, too.
  const newestId = refChangeId ?? (await readRefChangeLog(refSource, null)).newestId;
  const refs = await Array.fromAsync(refSource.listRefs());
  const source = installation.commitSource(repository);
  const defaultBranch = await source.getDefaultBranch();
  const branch = { ref: defaultBranch, isDefaultBranch: true };
  const range = { until: defaultBranch, limit: FIRST_SIGHT_COMMITS, ...branch };
  const commits = await recordCommits(deps, repository, source, range);
  await db.transaction().execute(async (trx) => {
    await deps.holdLane(trx);
    await setRefs(trx, repository.id, refs);
    // Not one of these commits may count as recorded since.
    const finishedAt = (await readDatabaseTime(trx)) + 1;
    await setReconcileState(trx, repository.id, {
      finishedAt,
      thoroughAt: finishedAt,
      refChangeId: newestId,
      defaultBranch,
      defaultBranchSha: refs.find(({ ref }) => ref === defaultBranch)?.sha ?? null,
    });
    // Something may have been pushed since the link was begun.
    await setNextReconcile(trx, repository.id, Date.now());
  });
  return commits === "unknown" ? 0 : commits.length;
}
