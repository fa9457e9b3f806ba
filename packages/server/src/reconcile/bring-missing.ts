import { processPush } from "../commits/process-push.ts";
import type { RecordCommitsDeps } from "../commits/record-commits.ts";
import {
  findRecordedRefs,
  forgetAppliedRefChanges,
  isApplied,
  setRef,
} from "../commits/ref-store.ts";
import type { RefChange } from "../commits/types.ts";
import type { Database } from "../db/database.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { IntegrationInstallation } from "../integrations/types.ts";
import type { Look } from "./look-at-host.ts";
import { planDefaultBranchChange, planRefChanges } from "./plan-ref-changes.ts";
import { setReconcileState } from "./reconcile-store.ts";

/** What is known from the last time. */
export interface KnownState {
  finishedAt: number;
  defaultBranch: string | null;
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
  deps: RecordCommitsDeps,
  installation: IntegrationInstallation,
  repository: Repository,
  { log, defaultBranch }: Look,
  known: KnownState,
): Promise<Brought> {
  const { db } = deps;
  const { id } = repository;
  const source = installation.commitSource(repository);
  const brought: Brought = { missed: 0, commits: 0, resolved: 0 };
  const bring = async (change: RefChange) => {
    const push = { refChanges: [change], defaultBranch, receivedAt: known.finishedAt };
    const { commits, resolved, isKnown } = await processPush(deps, repository, source, push);
    brought.commits += commits;
    brought.resolved += resolved;
    return isKnown;
  };

  const before = await findRecordedRefs(db, id);
  for (const change of log.changes) {
    if (!(await isApplied(db, id, change))) {
      await bring(change);
      brought.missed++;
    }
    await db.transaction().execute(async (trx) => {
      await setRef(trx, id, { ref: change.ref, sha: change.toSha });
      await setReconcileState(trx, id, { refChangeId: change.id });
    });
  }
  if (known.isThorough || !log.isComplete) {
    const refs = await Array.fromAsync(installation.refSource(repository).listRefs());
    for (const change of planRefChanges(await findRecordedRefs(db, id), refs)) {
      const isKnown = await bring(change);
      // There is no commit behind it: somebody tagged a file.
      if (!isKnown && change.refType === "tag")
        await setRef(db, id, { ref: change.ref, sha: change.toSha });
      brought.missed++;
    }
  }
  for (const change of await planSwitch(db, id, { before, known, defaultBranch })) {
    await bring(change);
  }
  await finish(db, id, { log, defaultBranch }, { known, missed: brought.missed });
  return brought;
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
  const now = (await findRecordedRefs(db, repositoryId)).get(defaultBranch);
  return planDefaultBranchChange(defaultBranch, { before: before.get(known.defaultBranch), now });
}

async function finish(
  db: Database,
  repositoryId: number,
  { log, defaultBranch }: Look,
  { known, missed }: { known: KnownState; missed: number },
): Promise<void> {
  const finishedAt = Date.now();
  await db.transaction().execute(async (trx) => {
    await forgetAppliedRefChanges(trx, repositoryId);
    await setReconcileState(trx, repositoryId, {
      finishedAt,
      defaultBranch,
      refChangeId: log.newestId,
      ...(known.isThorough && { thoroughAt: finishedAt }),
      ...(missed > 0 && { missed }),
    });
  });
}
