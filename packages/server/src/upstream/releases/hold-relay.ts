import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { listReleaseFetches } from "../../releases/release-fetch-store.ts";
import { findRelease, findReleaseById, type Release } from "../../releases/release-store.ts";
import { enqueueRelayRelease } from "./enqueue-relay-release.ts";
import { findRelayedRelease } from "./relayed-release-store.ts";
import { beginRelay, skipRelay } from "./release-progress-store.ts";
import type { Upstream } from "../types.ts";

/** A release that was on its way to an upstream, and is not sent for now. */
export interface HeldRelay {
  release: Release;
  connectionId: string;
  revision: number;
}

const UNKNOWN =
  "A build has set its commits at Sentry, or deleted it, and the answer was lost. Where Sentry has others than it should have, replay it.";

/** Whether anything is on its way that a call which sets the commits of a release could be overtaken by. */
export async function isUnderWay(
  db: Database,
  { organizationId, connectionId }: Upstream,
  version: string,
): Promise<boolean> {
  const release = await findRelease(db, organizationId, version);
  const relayed = release && (await findRelayedRelease(db, release.id));
  if (relayed?.connectionId !== connectionId) return false;
  return relayed.state === "pending" || relayed.state === "sending";
}

/**
 * Nothing of a release is sent from now on, by whoever is at it. It stays so when we die before it is resumed.
 * @returns undefined when nothing was under way
 */
export function holdRelay(
  db: Database,
  upstream: Upstream,
  version: string,
): Promise<HeldRelay | undefined> {
  const { organizationId, connectionId } = upstream;
  return db.transaction().execute(async (trx) => {
    if (!(await isUnderWay(trx, upstream, version))) return undefined;
    const release = await findRelease(trx, organizationId, version);
    if (!release) return undefined;
    const skipped = { connectionId, reason: UNKNOWN };
    return { release, connectionId, revision: await skipRelay(trx, release, skipped) };
  });
}

/** It goes on as before, unless something newer was asked for meanwhile. */
export function resumeRelay(
  { db, enqueue }: { db: Database; enqueue: Enqueue },
  { release, connectionId, revision }: HeldRelay,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const relayed = await findRelayedRelease(trx, release.id);
    if (relayed?.revision !== revision) return;
    await beginRelay(trx, release, { connectionId });
    if (await isFetched(trx, release.id)) await enqueueRelayRelease(enqueue, trx, release);
  });
}

/** Else what fetches its commits has them sent. */
async function isFetched(trx: Database, releaseId: number): Promise<boolean> {
  const release = await findReleaseById(trx, releaseId);
  if (release?.commitsState !== "failed") return release?.commitsState === "done";
  return (await listReleaseFetches(trx, releaseId)).some(({ hasWritten }) => hasWritten);
}
