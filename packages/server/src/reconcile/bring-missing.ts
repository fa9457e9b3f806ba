import { processPush, type ProcessPushDeps } from "../commits/process-push.ts";
import {
  findRecordedRefs,
  forgetAppliedRefChanges,
  isApplied,
  listAppliedRefChanges,
  setRef,
} from "../commits/ref-store.ts";
import type { PushContext } from "../commits/record-ref-change.ts";
import type { RefChange } from "../commits/types.ts";
import { readDatabaseTime } from "../db/database-time.ts";
import type { Database } from "../db/database.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import { enqueueRefChange } from "./bring-ref-change.ts";
import type { Look } from "./look-at-host.ts";
import { hasLateChange, planDefaultBranchChange, planRefChanges } from "./plan-ref-changes.ts";
import { setReconcileState } from "./reconcile-store.ts";

/** What is known from the last time. */
export interface KnownState {
  finishedAt: number;
  defaultBranch: string | null;
  defaultBranchSha: string | null;
  /** All refs are to be compared, whatever the host's log says. */
  isThorough: boolean;
}

/** What was brought. */
export interface Brought {
  /** Ref changes of which no delivery had been recorded. */
  missed: number;
  commits: number;
  resolved: number;
}

/**
 * Brings what no delivery has brought: first the ref changes of the host's log, in their order, then
 * what the refs themselves tell where the log may lack some, then a default branch that is another
 * now. Cut off anywhere, it goes on from there the next time.
 */
export async function bringMissing(
  deps: ProcessPushDeps,
  installation: IntegrationInstallation,
  repository: Repository,
  look: Look,
  known: KnownState,
): Promise<Brought> {
  const { db, holdLane } = deps;
  const { id } = repository;
  const { log, defaultBranch } = look;
  const brought: Brought = { missed: 0, commits: 0, resolved: 0 };
  const context = { defaultBranch, receivedAt: known.finishedAt };
  const bring = (change: RefChange) =>
    bringOne(deps, installation, repository, { change, ...context }, brought);

  const before = await findRecordedRefs(db, id);
  const isLate = hasLateChange(await listAppliedRefChanges(db, id), log.changes);
  for (const change of log.changes) {
    if (!(await isApplied(db, id, change))) {
      await bring(change);
      brought.missed++;
    }
    await db.transaction().execute(async (trx) => {
      await holdLane(trx);
      await setRef(trx, id, { ref: change.ref, sha: change.toSha });
      await setReconcileState(trx, id, { refChangeId: change.id });
    });
  }
  if (known.isThorough || isLate || !log.isComplete) {
    const refs = await Array.fromAsync(installation.refSource(repository).listRefs());
    for (const change of planRefChanges(await findRecordedRefs(db, id), refs)) {
      const isDealtWith = await bring(change);
      // There is no commit behind a tag that is unknown: somebody tagged a file.
      if (isDealtWith || change.refType === "tag") {
        await db.transaction().execute(async (trx) => {
          await holdLane(trx);
          await setRef(trx, id, { ref: change.ref, sha: change.toSha });
        });
      }
      brought.missed++;
    }
  }
  for (const change of await planSwitch(db, id, { before, known, defaultBranch })) {
    await bring(change);
  }
  await finish(deps, id, look, { known, missed: brought.missed });
  return brought;
}

/**
 * Brings one ref change. When the host fails for good at this one, it is left to a job of its own, and
 * those behind it are brought.
 * @returns false when the host knows nothing of it
 */
async function bringOne(
  deps: ProcessPushDeps,
  installation: IntegrationInstallation,
  repository: Repository,
  { change, ...context }: PushContext & { change: RefChange },
  brought: Brought,
): Promise<boolean> {
  const source = installation.commitSource(repository);
  try {
    const push = { refChanges: [change], ...context };
    const { commits, resolved, isKnown } = await processPush(deps, repository, source, push);
    brought.commits += commits;
    brought.resolved += resolved;
    return isKnown;
  } catch (error) {
    if (error instanceof IntegrationError && error.isPassing) throw error;
    // A repository that cannot be read at all is not left to jobs, change by change.
    await source.getDefaultBranch();
    const { receivedAt } = context;
    await deps.db.transaction().execute(async (trx) => {
      await deps.holdLane(trx);
      await enqueueRefChange(deps.enqueue, trx, repository, { change, receivedAt });
    });
    return true;
  }
}

async function planSwitch(
  db: Database,
  repositoryId: number,
  {
    before,
    known,
    defaultBranch,
  }: { before: Map<string, string>; known: KnownState; defaultBranch: string },
): Promise<RefChange[]> {
  if (known.defaultBranch === null || known.defaultBranch === defaultBranch) return [];
  const head = before.get(known.defaultBranch) ?? known.defaultBranchSha ?? undefined;
  const now = (await findRecordedRefs(db, repositoryId)).get(defaultBranch);
  return planDefaultBranchChange(defaultBranch, { before: head, now });
}

async function finish(
  { db, holdLane }: ProcessPushDeps,
  repositoryId: number,
  { log, defaultBranch }: Look,
  { known, missed }: { known: KnownState; missed: number },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await holdLane(trx);
    const finishedAt = await readDatabaseTime(trx);
    const heads = await findRecordedRefs(trx, repositoryId);
    await forgetAppliedRefChanges(trx, repositoryId);
    await setReconcileState(trx, repositoryId, {
      finishedAt,
      defaultBranch,
      defaultBranchSha: heads.get(defaultBranch) ?? null,
      refChangeId: log.newestId,
      ...(known.isThorough && { thoroughAt: finishedAt }),
      ...(missed > 0 && { missed }),
    });
  });
}
