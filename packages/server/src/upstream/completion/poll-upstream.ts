import type { Logger } from "pino";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Enqueue, JobHandler } from "../../jobs/types.ts";
import { completeRelease, type CompleteReleaseDeps } from "./complete-release.ts";
import { mirrorRelease } from "../releases/mirrored-release-store.ts";
import { findNews, formatPollCursor, parsePollCursor, type PollCursor } from "./poll-cursor.ts";
import {
  beginWaiting,
  findPollCursor,
  listWaitingReleases,
  storePollCursor,
  storeWaiting,
  type WaitingRelease,
} from "./polled-release-store.ts";
import { type NewestReleases, readNewestReleases } from "./read-newest-releases.ts";
import type { Upstream } from "../types.ts";
import { RELEASES_PER_PAGE } from "./upstream-releases.ts";
import { findUpstream } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

const payloadSchema = z.object({ organizationId: z.number() });

export interface PollUpstreamDeps {
  db: Database;
  enqueue: Enqueue;
  upstreams: Upstreams;
  logger: Logger;
}

/**
 * Looks for releases at the upstream that have no commits, and completes those that it saw the last time and of
 * which it is known which commit they are. One call where nothing is new. Releases from before the first look are
 * left alone, and one that is not among the newest hundred any more is looked at once more, and then waits no longer.
 */
export function pollUpstream({ upstreams, ...deps }: PollUpstreamDeps): JobHandler {
  return async ({ payload }) => {
    const { db } = deps;
    const { organizationId } = payloadSchema.parse(payload);
    // Disconnected since: there is nothing to look at.
    if (!(await findUpstream(db, organizationId))) return undefined;
    const { upstream, client } = await upstreams.getForJob(organizationId);
    // Those of an earlier look: a build that has just made one may be about to set its commits itself.
    const waiting = await listWaitingReleases(db, upstream);
    const seen = parsePollCursor(await findPollCursor(db, upstream));
    const newest = await readNewestReleases(client, seen, waiting.keys());
    await keepNews(db, upstream, seen, newest);
    const completed = await lookAtWaiting({ ...deps, client }, organizationId, newest, waiting);
    return { organizationId, completed };
  };
}

/** Those that are new wait from now on. What was seen is kept last: if we die before, they are new once more. */
async function keepNews(
  db: Database,
  upstream: Upstream,
  seen: PollCursor | undefined,
  { releases, isAll }: NewestReleases,
): Promise<void> {
  const news = findNews(releases, seen)
    .filter(({ commitCount }) => commitCount === 0)
    // The newest gets the highest number.
    .toReversed();
  for (let start = 0; start < news.length; start += RELEASES_PER_PAGE) {
    await db.transaction().execute(async (trx) => {
      for (const release of news.slice(start, start + RELEASES_PER_PAGE)) {
        await beginWaiting(
          trx,
          upstream,
          await mirrorRelease(trx, upstream.organizationId, release),
        );
      }
    });
  }
  const first = releases.slice(0, RELEASES_PER_PAGE);
  const cursor = formatPollCursor({
    versions: new Set(first.map(({ version }) => version)),
    isAll: isAll && first.length === releases.length,
    newest: releases.reduce((time, one) => Math.max(time, one.createdAt), seen?.newest ?? 0),
  });
  if (!seen || cursor !== formatPollCursor(seen)) {
    await storePollCursor(db, upstream, cursor);
  }
}

/** @returns of how many the commits are fetched now */
async function lookAtWaiting(
  deps: CompleteReleaseDeps,
  organizationId: number,
  { releases, isAll }: NewestReleases,
  waiting: ReadonlyMap<string, WaitingRelease>,
): Promise<number> {
  let completed = 0;
  // The oldest first: each begins where the one before it ends.
  for (const [index, release] of [...releases.entries()].toReversed()) {
    const known = waiting.get(release.version);
    if (!known) continue;
    const isLastLook = index >= RELEASES_PER_PAGE;
    const outcome = await completeRelease(deps, organizationId, { release, known, isLastLook });
    if (outcome === "completed") completed += 1;
  }
  const met = new Set(releases.map(({ version }) => version));
  const gone = isAll ? "Sentry has no such release any more." : "Sentry has far newer releases.";
  for (const { version, releaseId } of waiting.values()) {
    if (met.has(version)) continue;
    await storeWaiting(deps.db, releaseId, { state: "skipped", reason: gone });
  }
  return completed;
}
