import type { PollCursor } from "./poll-cursor.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import {
  listUpstreamReleases,
  RELEASES_PER_PAGE,
  type UpstreamRelease,
} from "./upstream-releases.ts";

/** Far more than are made in a day without us; a list that never ends does not keep us. */
const MOST_RELEASES = 5_000;

/** The newest releases of an upstream, as far down as was looked. */
export interface NewestReleases {
  /** Newest first; each once. */
  releases: UpstreamRelease[];
  /** There are no others. */
  isAll: boolean;
}

/**
 * Reads the newest releases: one page where nothing is new, and as many more as have news, or until those that wait
 * have been met.
 * @throws UpstreamError
 */
export async function readNewestReleases(
  client: SentryClient,
  seen: PollCursor | undefined,
  waiting: Iterable<string>,
): Promise<NewestReleases> {
  const releases: UpstreamRelease[] = [];
  const unmet = new Set(waiting);
  for await (const release of listUpstreamReleases(client)) {
    releases.push(release);
    unmet.delete(release.version);
    if (releases.length % RELEASES_PER_PAGE > 0) continue;
    const goesOn = unmet.size > 0 || isAllNews(releases.slice(-RELEASES_PER_PAGE), seen);
    if (!goesOn || releases.length >= MOST_RELEASES) {
      return { releases: distinct(releases), isAll: false };
    }
  }
  return { releases: distinct(releases), isAll: true };
}

/** Then the next page may have more. */
function isAllNews(page: UpstreamRelease[], seen: PollCursor | undefined): boolean {
  if (!seen || page.some(({ version }) => seen.versions.has(version))) return false;
  return page.some(({ createdAt }) => createdAt > seen.newest);
}

/** One that is made while pages are read moves another into the next page, too. */
function distinct(releases: UpstreamRelease[]): UpstreamRelease[] {
  return [...new Map(releases.map((release) => [release.version, release])).values()];
}
