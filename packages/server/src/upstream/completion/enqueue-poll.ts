import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { upstreamPollLaneName } from "../upstream-lane.ts";
import { listUpstreams } from "../upstream-store.ts";

export const POLL_UPSTREAM = "poll-upstream";

/** Asks for a look at the releases of every upstream. */
export async function enqueuePolls(trx: Database, enqueue: Enqueue): Promise<void> {
  for (const { organizationId } of await listUpstreams(trx)) {
    await enqueuePoll(trx, enqueue, organizationId);
  }
}

/** Asks for a look at the releases of one. */
export function enqueuePoll(
  trx: Database,
  enqueue: Enqueue,
  organizationId: number,
): Promise<void> {
  return enqueue(trx, {
    lane: upstreamPollLaneName(organizationId),
    organizationId,
    kind: POLL_UPSTREAM,
    payload: { organizationId },
    unlessWaiting: true,
  });
}
