import type { Config } from "../../config/config.ts";
import type { Database } from "../../db/database.ts";
import type { Enqueue, JobHandler, WakeLanes } from "../../jobs/types.ts";
import { checkUpstream, type CheckUpstreamDeps } from "./check-upstream.ts";
import { connectUpstream, type ConnectUpstreamDeps } from "./connect-upstream.ts";
import { PermanentJobError } from "../../jobs/permanent-job-error.ts";
import { findOrganizationId } from "./relaying-organization-store.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { upstreamConnectLaneName } from "../upstream-lane.ts";
import { findUpstream, findUpstreamToken } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

export const CONNECT_UPSTREAM = "connect-upstream";

type GivenUpstream = Pick<Config, "organization" | "upstream">;

/**
 * At each start, has the upstream that the environment names looked at and connected. By a job: one that is
 * down keeps nobody from starting, and is come back to.
 */
export async function enqueueConnect(
  trx: Database,
  { enqueue, wakeLanes }: { enqueue: Enqueue; wakeLanes: WakeLanes },
  { organization, upstream }: GivenUpstream,
): Promise<void> {
  const organizationId = upstream && (await findOrganizationId(trx, organization));
  if (organizationId === undefined) return;
  const lane = upstreamConnectLaneName(organizationId);
  // One of an earlier start may wait for its next attempt: what was wrong may have been put right.
  await wakeLanes(trx, [lane]);
  await enqueue(trx, {
    lane,
    organizationId,
    kind: CONNECT_UPSTREAM,
    // The token stays in the environment.
    payload: {},
    unlessWaiting: true,
  });
}

/** Connects what the environment names, or checks it when that is what is connected. */
export function connectFromEnvironment(
  deps: ConnectUpstreamDeps & { config: GivenUpstream; upstreams: Upstreams },
): JobHandler {
  return async () => {
    const { organization, upstream: given } = deps.config;
    const organizationId = await findOrganizationId(deps.db, organization);
    if (!given || organizationId === undefined) return;
    const { url, slug } = given;
    if (await isConnected(deps, organizationId, given)) await checkConnected(deps, organizationId);
    else await connectGiven(deps, organizationId, given);
    return { url, slug };
  };
}

/** One that refuses us is paused then, and the probes come back to it. */
async function checkConnected(deps: CheckUpstreamDeps, organizationId: number): Promise<void> {
  try {
    await checkUpstream(deps, organizationId);
  } catch (error) {
    if (!(error instanceof UpstreamError && error.isPause)) throw error;
  }
}

/** @throws PermanentJobError when it refuses us: nothing that is connected is paused by that, so no probe comes back */
async function connectGiven(
  deps: ConnectUpstreamDeps,
  organizationId: number,
  { url, slug, token }: NonNullable<GivenUpstream["upstream"]>,
): Promise<void> {
  const address = { baseUrl: url, slug, verifySsl: true };
  const actor = { userId: null, name: "SENTRY_AUTH_TOKEN", address: null };
  try {
    await connectUpstream(deps, { organizationId, address, token, actor });
  } catch (error) {
    if (!(error instanceof UpstreamError && error.isPause)) throw error;
    const message = `${error.message} That is the token of SENTRY_AUTH_TOKEN: set one that ${url} accepts, and start again.`;
    throw new PermanentJobError(message, { cause: error });
  }
}

async function isConnected(
  { db, secretBox }: Pick<ConnectUpstreamDeps, "db" | "secretBox">,
  organizationId: number,
  given: NonNullable<GivenUpstream["upstream"]>,
): Promise<boolean> {
  const known = await findUpstream(db, organizationId);
  if (known?.baseUrl !== given.url || known.slug !== given.slug) return false;
  return (await findUpstreamToken(db, secretBox, known)) === given.token;
}
