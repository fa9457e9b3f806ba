import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { beginRelay } from "./relayed-release-store.ts";
import { upstreamLaneName } from "./upstream-lane.ts";
import { findUpstream } from "./upstream-store.ts";

export const RELAY_RELEASE = "relay-release";

/**
 * Asks, in the transaction that sets the commits of a release, that they are sent to the upstream. An
 * organization with the built-in tracker has none.
 */
export async function enqueueRelayRelease(
  enqueue: Enqueue,
  trx: Database,
  release: { id: number; organizationId: number },
): Promise<void> {
  const { id: releaseId, organizationId } = release;
  if (!(await findUpstream(trx, organizationId))) return;
  const revision = await beginRelay(trx, release);
  await enqueue(trx, {
    lane: upstreamLaneName(organizationId),
    organizationId,
    kind: RELAY_RELEASE,
    payload: { releaseId, revision },
  });
}

/** Somebody sets the commits of a release: it is on its way from now, and may replace what is there. */
export async function announceRelay(
  trx: Database,
  release: { id: number; organizationId: number },
): Promise<void> {
  if (await findUpstream(trx, release.organizationId)) await beginRelay(trx, release, "asked");
}
