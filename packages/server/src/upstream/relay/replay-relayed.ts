import { type Actor, recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { enqueueReleaseCommits } from "../../releases/enqueue-release-commits.ts";
import { hasReleaseCommits } from "../../releases/release-commit-store.ts";
import { listFetchRefs } from "../../releases/release-fetch-store.ts";
import type { Release } from "../../releases/release-store.ts";
import { enqueuePoll } from "../completion/enqueue-poll.ts";
import { enqueueRelayIssue } from "../issues/enqueue-relay-issues.ts";
import { announceRelay, enqueueRelayRelease } from "../releases/enqueue-relay-release.ts";
import { askAgain } from "../issues/issue-progress-store.ts";
import { waitAgain } from "../completion/polled-release-store.ts";
import type { RelayedIssue } from "../issues/relayed-issue-store.ts";
import { findRelayedRelease } from "../releases/relayed-release-store.ts";
import { findUpstream } from "../upstream-store.ts";

export interface ReplayDeps {
  db: Database;
  enqueue: Enqueue;
}

/**
 * Sends the commits of a release once more. Where they could not be fetched, they are asked for again; where we had found
 * which commit it is, that is found out again.
 * @returns false when there are none to send
 */
export function replayRelayedRelease(
  { db, enqueue }: ReplayDeps,
  actor: Actor,
  release: Release,
): Promise<boolean> {
  const { organizationId, version: target } = release;
  return db.transaction().execute(async (trx) => {
    if (await hasReleaseCommits(trx, release.id)) {
      await announceRelay(trx, release);
      await enqueueRelayRelease(enqueue, trx, release);
    } else if (!(await obtainAgain(enqueue, trx, actor, release))) {
      return false;
    }
    await recordAct(trx, { organizationId, event: "relay.replay", actor, target });
    return true;
  });
}

/** @returns false when nobody ever knew which commits it has, or they are being fetched */
async function obtainAgain(
  enqueue: Enqueue,
  trx: Database,
  actor: Actor,
  release: Release,
): Promise<boolean> {
  const { id, organizationId } = release;
  const upstream = await findUpstream(trx, organizationId);
  const relayed = await findRelayedRelease(trx, id);
  if (!upstream || release.commitsState === "pending") return false;
  if (relayed?.origin === "found") {
    await waitAgain(trx, upstream, id);
    await enqueuePoll(trx, enqueue, organizationId);
    return true;
  }
  const refs = await listFetchRefs(trx, id);
  if (refs.length === 0 || release.commitsState !== "failed") return false;
  await announceRelay(trx, release);
  await enqueueReleaseCommits(enqueue, trx, release, { refs, userId: actor.userId ?? undefined });
  return true;
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
