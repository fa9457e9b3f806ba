import type { Database } from "../../db/database.ts";
import type { RelayOrigin } from "../../db/schema.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { beginRelay } from "./release-progress-store.ts";
import { findRelayedRelease } from "./relayed-release-store.ts";
import { upstreamReleaseLaneName } from "../upstream-lane.ts";
import { findUpstream } from "../upstream-store.ts";

export const RELAY_RELEASE = "relay-release";

/**
 * Asks, in the transaction that sets the commits of a release, that they are sent to the upstream that they
 * were announced for. An organization with the built-in tracker has none; one that was connected since is
 * another.
 */
export async function enqueueRelayRelease(
  enqueue: Enqueue,
  trx: Database,
  release: { id: number; organizationId: number },
): Promise<void> {
  const { id: releaseId, organizationId } = release;
  const upstream = await findUpstream(trx, organizationId);
  const relayed = await findRelayedRelease(trx, releaseId);
  if (!upstream || relayed?.connectionId !== upstream.connectionId) return;
  // While they were fetched, a build has set others, or is about to.
  if (relayed.state === "skipped") return;
  const revision = await beginRelay(trx, release, {
    connectionId: upstream.connectionId,
  });
  await enqueue(trx, {
    lane: upstreamReleaseLaneName(organizationId, releaseId),
    organizationId,
    kind: RELAY_RELEASE,
    payload: { releaseId, revision },
  });
}

/**
 * Somebody sets the commits of a release, or asks for them to be sent: it is on its way from now to the
 * upstream that is connected.
 * @param as.origin `asked` may replace what is there
 * @param as.isThere the upstream has just told us of the release
 */
export async function announceRelay(
  trx: Database,
  release: { id: number; organizationId: number },
  as: { origin?: RelayOrigin; isThere?: boolean } = {},
): Promise<void> {
  const upstream = await findUpstream(trx, release.organizationId);
  if (!upstream) return;
  await beginRelay(trx, release, { ...as, connectionId: upstream.connectionId });
}
