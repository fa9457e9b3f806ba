import type { Logger } from "pino";
import { z } from "zod";
import type { ProcessPushDeps } from "../commits/process-push.ts";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import { listAppliedRefChanges } from "../commits/ref-store.ts";
import type { Database } from "../db/database.ts";
import { readDatabaseTime } from "../db/database-time.ts";
import { checkRepositoryHook } from "../integrations/check-repository-hook.ts";
import { endSentence } from "../integrations/end-sentence.ts";
import { locateRepository } from "../integrations/follow-move.ts";
import type { Installations } from "../integrations/installations.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { storeHookTest } from "../integrations/hook-store.ts";
import { findRepository, type Repository } from "../integrations/repository-store.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import type { JobHandler, JobSummary } from "../jobs/types.ts";
import { bringMissing } from "./bring-missing.ts";
import { isQuiet, type Look, lookAtHost } from "./look-at-host.ts";
import { hasLateChange } from "./plan-ref-changes.ts";
import {
  getReconcileState,
  type ReconcileState,
  setNextReconcile,
  setReconcileState,
} from "./reconcile-store.ts";
import { takeFirstSight } from "./record-first-sight.ts";

const payloadSchema = z.object({ repositoryId: z.number() });

/** The webhook and all refs are looked at this often, when nothing calls for it before. */
const THOROUGH_EVERY_MS = 60 * 60_000;

/** Tried so often: the next turn comes anyway, and the pushes behind this job are to go on. */
const ATTEMPTS = 3;

/** What a comparison is about: pushes whose webhook was lost, webhooks that were put right, none at all. */
export type ReconcileFinding = "missed_ref_change" | "repaired_webhook" | "failed_comparison";

export interface ReconcileDeps extends RecordCommitsDeps {
  installations: Installations;
  secretBox: SecretBox;
  logger: Logger;
  /** For metrics. @param count @default 1 */
  onFinding: (finding: ReconcileFinding, count?: number) => void;
}

/**
 * Compares a repository with its host and brings what no delivery has brought, by the same way as a
 * delivery. It costs two calls when nothing has changed.
 */
export function reconcileRepository(deps: ReconcileDeps): JobHandler {
  return async ({ payload, attempt }, _signal, holdLane) => {
    const repository = await findRepository(deps.db, payloadSchema.parse(payload).repositoryId);
    if (!repository) return undefined;
    try {
      return await reconcile({ ...deps, holdLane }, repository);
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.isPause) throw error;
      if (error.retryable && attempt < ATTEMPTS) throw error;
      const { id: repositoryId, name } = repository;
      deps.logger.warn({ repositoryId, name, err: error }, "repository could not be compared");
      deps.onFinding("failed_comparison");
      return { repository: name, failure: error.message };
    }
  };
}

async function reconcile(
  deps: ReconcileDeps & ProcessPushDeps,
  repository: Repository,
): Promise<JobSummary> {
  const state = await getReconcileState(deps.db, repository.id);
  const { installation } = await deps.installations.getForJob(repository.integrationId);
  const summary = { repository: repository.name };
  if (state.isHookDoubted) await checkHook(deps, repository, state);
  const look = isThoroughDue(state) ? undefined : await glance(installation, repository, state);
  if (look && isQuiet(look, state) && !(await hasLate(deps.db, repository, look))) {
    await deps.db.transaction().execute(async (trx) => {
      await deps.holdLane(trx);
      await setReconcileState(trx, repository.id, {
        finishedAt: await readDatabaseTime(trx),
      });
    });
    return { ...summary, missed: 0 };
  }
  const located = await locateRepository(deps, installation, repository);
  if (!located) return { ...summary, failure: await tellAbsent(deps, repository) };
  if (!look && !state.isHookDoubted) await checkHook(deps, located, state);
  if (state.finishedAt === null) {
    return { ...summary, commits: await takeFirstSight(deps, installation, located) };
  }
  const fresh = look && located.name === repository.name ? look : undefined;
  const looked = fresh ?? (await lookAtHost(installation, located, state));
  const known = { ...state, finishedAt: state.finishedAt, isThorough: look === undefined };
  const brought = await bringMissing(deps, installation, located, looked, known);
  if (brought.missed > 0) deps.onFinding("missed_ref_change", brought.missed);
  return { ...summary, repository: located.name, ...brought };
}

async function hasLate(db: Database, { id }: Repository, { log }: Look): Promise<boolean> {
  return hasLateChange(await listAppliedRefChanges(db, id), log.changes);
}

function isThoroughDue({ finishedAt, thoroughAt }: ReconcileState): boolean {
  if (finishedAt === null || thoroughAt === null) return true;
  return thoroughAt + THOROUGH_EVERY_MS <= Date.now();
}

/** A repository that is not where it was calls for a closer look. */
async function glance(
  installation: IntegrationInstallation,
  repository: Repository,
  state: ReconcileState,
) {
  try {
    return await lookAtHost(installation, repository, state);
  } catch (error) {
    const isElsewhere = error instanceof IntegrationError && !error.retryable && !error.isPause;
    if (isElsewhere) return undefined;
    throw error;
  }
}

async function checkHook(deps: ReconcileDeps, repository: Repository, state: ReconcileState) {
  const isDoubted = state.isHookDoubted === 1;
  const { failure, repaired } = await checkRepositoryHook(deps, repository, {
    retest: false,
    doubts: isDoubted ? ["was not signed with our secret"] : [],
  });
  const { id: repositoryId, name } = repository;
  if (repaired.length > 0) {
    deps.logger.warn({ repositoryId, name, repaired }, "webhook repaired");
    deps.onFinding("repaired_webhook");
  }
  if (failure && (failure.retryable || failure.isPause)) throw failure;
  if (isDoubted) await setReconcileState(deps.db, repositoryId, { isHookDoubted: 0 });
}

/** Looking for it means to look through all repositories of the host: that is done as often as all else is. */
async function tellAbsent(
  { db, onFinding }: ReconcileDeps,
  { id, name }: Repository,
): Promise<string> {
  onFinding("failed_comparison");
  const reason = `Bitbucket has no repository ${name} any more, or hides it from us. Unlink it, or give the permission REPO_ADMIN back.`;
  await setNextReconcile(db, id, Date.now() + THOROUGH_EVERY_MS);
  await storeHookTest(db, id, { hookState: "missing", hookDetail: endSentence(reason) });
  return reason;
}
