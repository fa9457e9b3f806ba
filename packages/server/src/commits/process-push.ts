import type { Database } from "../db/database.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { HoldLane } from "../jobs/types.ts";
import { getOrganization } from "../organizations/organization-store.ts";
import { resolveByPush } from "../resolutions/apply-resolutions.ts";
import { filterNamingCommits, type NamingCommit } from "../resolutions/resolving-link-store.ts";
import { enqueueRelayIssues } from "../upstream/issues/enqueue-relay-issues.ts";
import type { RecordCommitsDeps } from "./record-commits.ts";
import { type PushContext, recordRefChange, type RecordedRefChange } from "./record-ref-change.ts";
import { applyRefChange, isApplied } from "./ref-store.ts";
import type { CommitSource, Push, RefChange } from "./types.ts";

/** What a push brought. */
export interface PushSummary {
  commits: number;
  resolved: number;
  /** Whether each ref moved on from where it was recorded: if not, a push before this one is missing. */
  isInOrder: boolean;
  /** Whether the host had something of each ref change. What it knows nothing of is not applied. */
  isKnown: boolean;
}

export interface ProcessPushDeps extends RecordCommitsDeps {
  holdLane: HoldLane;
}

/**
 * Records what a push brought, resolves what its commits resolve, and keeps where its refs are now.
 * Deliveries and reconcile come here, whoever is first; doing it again changes nothing.
 * @param push with `skipsApplied` the host is not asked again for what an earlier attempt has done
 */
export async function processPush(
  deps: ProcessPushDeps,
  repository: Repository,
  source: CommitSource,
  { refChanges, skipsApplied = false, ...context }: Push & PushContext & { skipsApplied?: boolean },
): Promise<PushSummary> {
  const { organizationId } = repository;
  const { resolveOn } = await getOrganization(deps.db, organizationId);
  const summary = { commits: 0, resolved: 0, isInOrder: true, isKnown: true };
  for (const change of refChanges) {
    if (skipsApplied && (await applyAgain(deps, repository, change))) continue;
    const recorded = await recordRefChange(deps, repository, source, change, context);
    if (recorded === "unknown") {
      summary.isKnown = false;
      continue;
    }
    const { onDefaultBranch } = recorded;
    const { count, naming: commits } = await recordAll(deps.db, recorded);
    summary.commits += count;
    await deps.db.transaction().execute(async (trx) => {
      await deps.holdLane(trx);
      const { deliveryId } = deps;
      const push = { organizationId, resolveOn, onDefaultBranch, commits, deliveryId };
      summary.resolved += await resolveByPush(trx, push);
      await enqueueRelayIssues(deps.enqueue, trx, push);
      if (!(await applyRefChange(trx, repository.id, change))) summary.isInOrder = false;
    });
  }
  return summary;
}

/** @returns whether all that the change brought is recorded, so that the ref alone had to be moved */
function applyAgain(
  { db, holdLane }: ProcessPushDeps,
  { id }: Repository,
  change: RefChange,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await holdLane(trx);
    if (!(await isApplied(trx, id, change))) return false;
    await applyRefChange(trx, id, change);
    return true;
  });
}

/** Of any number of commits only those that name an issue are kept in memory. */
async function recordAll(db: Database, { commits }: RecordedRefChange) {
  let count = 0;
  const naming: NamingCommit[] = [];
  for await (const batch of commits) {
    count += batch.length;
    naming.push(...(await filterNamingCommits(db, batch)));
  }
  return { count, naming };
}
