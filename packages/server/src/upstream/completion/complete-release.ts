import type { Logger } from "pino";
import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { enqueueReleaseCommits } from "../../releases/enqueue-release-commits.ts";
import { findReleaseById } from "../../releases/release-store.ts";
import { findCompletion } from "./find-completion.ts";
import type { Match } from "./plan-completion.ts";
import { readDeploys } from "./read-deploys.ts";
import { storeWaiting, type WaitingRelease } from "./polled-release-store.ts";
import { findRelayedRelease } from "../releases/relayed-release-store.ts";
import { beginRelay } from "../releases/release-progress-store.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import type { UpstreamRelease } from "./upstream-releases.ts";

type Outcome = "completed" | "waiting" | "skipped";

export interface CompleteReleaseDeps {
  db: Database;
  enqueue: Enqueue;
  client: SentryClient;
  logger: Logger;
}

/** A release as it is at the upstream now, and as it waits here. */
export interface LookedAt {
  release: UpstreamRelease;
  known: WaitingRelease;
  /** So many newer ones have come that it is not looked at again. */
  isLastLook: boolean;
}

const LAST_LOOK = "A hundred newer releases have come: it is not looked at again.";

/**
 * Has the commits of a release fetched when it is known which commit it is; else keeps why not. What goes wrong
 * with one release is its reason, and keeps nobody from looking at the others.
 * @returns what became of it
 * @throws UpstreamError when the upstream does not answer, which says nothing of the release
 */
export async function completeRelease(
  { db, enqueue, client, logger }: CompleteReleaseDeps,
  organizationId: number,
  { release, known, isLastLook }: LookedAt,
): Promise<Outcome> {
  const { releaseId } = known;
  let seen = known.seenDeploys;
  const readAndKeep = async () => {
    const read = await readDeploys(client, release, seen);
    if (typeof read !== "string") seen = read;
    return read;
  };
  const keep = async (state: "waiting" | "skipped", reason: string): Promise<Outcome> => {
    await storeWaiting(db, releaseId, { state, reason, seenDeploys: seen });
    return state;
  };
  const waitOn = (reason: string) =>
    isLastLook ? keep("skipped", `${reason} ${LAST_LOOK}`) : keep("waiting", reason);
  if (release.commitCount > 0) return keep("skipped", "It has commits there that are not ours.");
  try {
    const told = await findCompletion(db, organizationId, release, readAndKeep);
    if (told.kind !== "complete") return await waitOn(told.reason);
    const isBegun = await fetchCommits(db, enqueue, releaseId, told.matches);
    return isBegun ? "completed" : "skipped";
  } catch (error) {
    if (error instanceof UpstreamError) {
      if (error.isPassing) throw error;
      return waitOn(error.message);
    }
    logger.warn({ err: error, organizationId, release: release.version }, "release not looked at");
    return waitOn("An internal error kept it from being looked at.");
  }
}

function fetchCommits(
  db: Database,
  enqueue: Enqueue,
  releaseId: number,
  matches: Match[],
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const release = await findReleaseById(trx, releaseId);
    // While its deploys were asked for, somebody may have set its commits.
    const relayed = await findRelayedRelease(trx, releaseId);
    if (!release || relayed?.state !== "waiting") return false;
    await beginRelay(trx, release, { connectionId: relayed.connectionId, origin: "found" });
    const refs = matches.map(({ repositoryId, integrationId, until }) => ({
      repositoryId,
      integrationId,
      until,
    }));
    await enqueueReleaseCommits(enqueue, trx, release, { refs, userId: undefined });
    return true;
  });
}
