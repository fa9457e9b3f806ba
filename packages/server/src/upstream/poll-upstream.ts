import { z } from "zod";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import { enqueueReleaseCommits } from "../releases/enqueue-release-commits.ts";
import { findReleaseById } from "../releases/release-store.ts";
import { findCompletion } from "./find-completion.ts";
import { mirrorRelease } from "./mirrored-release-store.ts";
import type { Completion } from "./plan-completion.ts";
import { formatPollCursor, newsSince, parsePollCursor, type PollCursor } from "./poll-cursor.ts";
import {
  beginWaiting,
  listWaitingReleases,
  storeWaiting,
  type WaitingRelease,
} from "./polled-release-store.ts";
import { beginRelay, findRelayedRelease } from "./relayed-release-store.ts";
import type { SentryClient } from "./sentry-client.ts";
import type { Upstream } from "./types.ts";
import {
  listUpstreamReleases,
  RELEASES_PER_PAGE,
  type UpstreamRelease,
} from "./upstream-releases.ts";
import { findUpstream, storePollCursor } from "./upstream-store.ts";
import type { Upstreams } from "./upstreams.ts";

const payloadSchema = z.object({ organizationId: z.number() });

export interface PollUpstreamDeps {
  db: Database;
  enqueue: Enqueue;
  upstreams: Upstreams;
}

/**
 * Looks for releases at the upstream that have no commits, and completes those that it saw the last time and of
 * which it is known which commit they are. One call where nothing is new. Releases from before the first look are left alone, and
 * one that has been pushed out of the newest hundred waits no more.
 */
export function pollUpstream(deps: PollUpstreamDeps): JobHandler {
  return async ({ payload }) => {
    const { organizationId } = payloadSchema.parse(payload);
    // Disconnected since: there is nothing to look at.
    if (!(await findUpstream(deps.db, organizationId))) return undefined;
    const { upstream, client } = await deps.upstreams.getForJob(organizationId);
    const seen = parsePollCursor(upstream.pollCursor);
    const { releases, newest } = await readReleases(client, seen);
    const versions = releases.map(({ version }) => version);
    // Those of an earlier look: a build that has just made one may be about to set its commits itself.
    const waiting = await listWaitingReleases(deps.db, organizationId, versions);
    await deps.db.transaction().execute(async (trx) => {
      for (const release of releases.filter((one) => isNews(one, seen))) {
        await beginWaiting(trx, await mirrorRelease(trx, organizationId, release));
      }
      await storePollCursor(trx, organizationId, formatPollCursor(seen, newest));
    });
    let completed = 0;
    // The oldest first: each begins where the one before it ends.
    for (const release of releases.toReversed()) {
      const known = waiting.get(release.version);
      if (known && (await complete(deps, client, upstream, release, known))) completed += 1;
    }
    return { organizationId, completed };
  };
}

/** @returns the newest ones, to the end of a page without new ones */
async function readReleases(
  client: SentryClient,
  seen: PollCursor | undefined,
): Promise<{ releases: UpstreamRelease[]; newest: number }> {
  const releases: UpstreamRelease[] = [];
  let newest = seen?.newest ?? 0;
  let known = 0;
  for await (const release of listUpstreamReleases(client)) {
    releases.push(release);
    newest = Math.max(newest, release.createdAt);
    const isNew = seen !== undefined && release.createdAt > seen.newest && !release.commitCount;
    known = isNew ? 0 : known + 1;
    if (known === RELEASES_PER_PAGE) break;
    if (seen === undefined && releases.length === RELEASES_PER_PAGE) break;
  }
  return { releases, newest };
}

/** The first look finds out what is old. */
function isNews({ createdAt, commitCount }: UpstreamRelease, seen: PollCursor | undefined) {
  return seen !== undefined && commitCount === 0 && createdAt > newsSince(seen);
}

/** @returns whether its commits are fetched now */
async function complete(
  { db, enqueue }: PollUpstreamDeps,
  client: SentryClient,
  { organizationId }: Upstream,
  release: UpstreamRelease,
  { releaseId, deploysSeen }: WaitingRelease,
): Promise<boolean> {
  const seen = release.deployCount;
  if (release.commitCount > 0) {
    const reason = "It has commits there that are not ours.";
    await storeWaiting(db, releaseId, { state: "skipped", reason, deploysSeen: seen });
    return false;
  }
  const told = await findCompletion(db, client, organizationId, release, deploysSeen);
  if (told.kind !== "complete") {
    await storeWaiting(db, releaseId, { state: "waiting", reason: told.reason, deploysSeen: seen });
    return false;
  }
  return fetchCommits(db, enqueue, releaseId, told);
}

function fetchCommits(
  db: Database,
  enqueue: Enqueue,
  releaseId: number,
  { matches }: Extract<Completion, { kind: "complete" }>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const release = await findReleaseById(trx, releaseId);
    // While its deploys were asked for, somebody may have set its commits.
    const relayed = await findRelayedRelease(trx, releaseId);
    if (!release || relayed?.state !== "waiting") return false;
    await beginRelay(trx, release, "found");
    const refs = matches.map(({ repositoryId, integrationId, until }) => ({
      repositoryId,
      integrationId,
      until,
    }));
    await enqueueReleaseCommits(enqueue, trx, release, { refs, userId: undefined });
    return true;
  });
}
