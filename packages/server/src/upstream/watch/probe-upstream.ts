import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Enqueue, JobHandler } from "../../jobs/types.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { upstreamProbeLaneName } from "../upstream-lane.ts";
import { listUpstreams } from "../upstream-store.ts";
import type { Upstreams } from "../upstreams.ts";

export const PROBE_UPSTREAM = "probe-upstream";

const payloadSchema = z.object({ organizationId: z.number() });

/** Asks for a look at every upstream that refuses us, or is away. */
export async function enqueueUpstreamProbes(trx: Database, enqueue: Enqueue): Promise<void> {
  for (const { organizationId } of await listUpstreams(trx, { maybeWell: true })) {
    await enqueueUpstreamProbe(trx, enqueue, organizationId);
  }
}

/** Asks for a look at one. */
export function enqueueUpstreamProbe(
  trx: Database,
  enqueue: Enqueue,
  organizationId: number,
): Promise<void> {
  return enqueue(trx, {
    lane: upstreamProbeLaneName(organizationId),
    organizationId,
    kind: PROBE_UPSTREAM,
    payload: { organizationId },
    unlessWaiting: true,
  });
}

/**
 * Looks whether the upstream answers, has the organization and lets the token do what it could. Then everything that
 * waited for that goes on by itself; when not, the next probe comes.
 */
export function probeUpstream({ upstreams }: { upstreams: Upstreams }): JobHandler {
  return async ({ payload }) => {
    const { organizationId } = payloadSchema.parse(payload);
    try {
      await upstreams.check(organizationId);
      return { organizationId, pause: null };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return { organizationId, pause: error.message };
    }
  };
}
