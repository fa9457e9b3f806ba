import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { hasReleaseCommits } from "../releases/release-commit-store.ts";
import { enqueueRelayIssue } from "./enqueue-relay-issues.ts";
import { announceRelay, enqueueRelayRelease } from "./enqueue-relay-release.ts";
import { askAgain } from "./issue-progress-store.ts";
import type { RelayedIssue } from "./relayed-issue-store.ts";
import { findUpstream } from "./upstream-store.ts";

export interface ReplayDeps {
  db: Database;
  enqueue: Enqueue;
}

/**
 * Sends the commits of a release once more.
 * @returns false when there are none to send
 */
export function replayRelayedRelease(
  { db, enqueue }: ReplayDeps,
  actor: Actor,
  release: { id: number; organizationId: number; version: string },
): Promise<boolean> {
  const { organizationId, version: target } = release;
  return db.transaction().execute(async (trx) => {
    if (!(await hasReleaseCommits(trx, release.id))) return false;
    await announceRelay(trx, release);
    await enqueueRelayRelease(enqueue, trx, release);
    await recordAct(trx, { organizationId, event: "relay.replay", actor, target });
    return true;
  });
}

/**
 * Tries once more to resolve an issue at the upstream that is connected: what was decided is decided anew. That
 * somebody opened it before does not count: a person asks for it now.
 */
export async function replayRelayedIssue(
  { db, enqueue }: ReplayDeps,
  actor: Actor,
  relayed: RelayedIssue,
): Promise<void> {
  const { id, organizationId, issue: target, sha: commit } = relayed;
  await db.transaction().execute(async (trx) => {
    const upstream = await findUpstream(trx, organizationId);
    if (!upstream) return;
    await askAgain(trx, { id, connectionId: upstream.connectionId });
    await enqueueRelayIssue(enqueue, trx, relayed);
    await recordAct(trx, {
      organizationId,
      event: "relay.replay",
      actor,
      target,
      data: { commit },
    });
  });
}
