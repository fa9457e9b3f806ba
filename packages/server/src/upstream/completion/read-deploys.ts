import type { NamedRelease } from "./find-candidates.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { listDeploys, type UpstreamRelease } from "./upstream-releases.ts";

export type Deploys = NamedRelease["deploys"];

/** What has been read of the deploys of a release. */
export interface SeenDeploys {
  /** How many it had then. */
  count: number;
  deploys: Deploys;
}

/**
 * The deploys of a release, asked for where there are others than were seen: what they name may be pushed long
 * after.
 * @returns a sentence when they may not be read
 * @throws UpstreamError when the upstream does not answer
 */
export async function readDeploys(
  client: SentryClient,
  { version, deployCount }: Pick<UpstreamRelease, "version" | "deployCount">,
  seen: SeenDeploys = { count: 0, deploys: [] },
): Promise<SeenDeploys | string> {
  if (deployCount === seen.count) return seen;
  try {
    return { count: deployCount, deploys: await listDeploys(client, version) };
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.isPassing) throw error;
    return `Its deploys cannot be read: ${error.message}`;
  }
}
