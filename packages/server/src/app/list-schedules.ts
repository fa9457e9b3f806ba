import type { Config } from "../config/config.ts";
import { enqueueProbes, PROBE_EVERY_MS } from "../integrations/probe-integration.ts";
import type { Schedule } from "../jobs/schedule.ts";
import type { Enqueue } from "../jobs/types.ts";
import { enqueueDueReconciles, LOOK_EVERY_MS } from "../reconcile/enqueue-reconcile.ts";
import { enqueuePolls } from "../upstream/enqueue-poll.ts";
import { enqueueUpstreamProbes } from "../upstream/probe-upstream.ts";
import { CLEAN_UP, CLEAN_UP_EVERY_MS, enqueueCleanUp } from "../retention/clean-up.ts";

/** What comes again and again, in all replicas together. */
export function listSchedules(
  { reconcileIntervalMs, upstreamPollIntervalMs }: Config,
  enqueue: Enqueue,
): Schedule[] {
  return [
    {
      name: "reconcile",
      everyMs: Math.min(LOOK_EVERY_MS, reconcileIntervalMs),
      enqueueJobs: (trx) => enqueueDueReconciles(trx, enqueue, reconcileIntervalMs),
    },
    {
      name: "probe-integrations",
      everyMs: PROBE_EVERY_MS,
      enqueueJobs: (trx) => enqueueProbes(trx, enqueue),
    },
    {
      name: "probe-upstreams",
      everyMs: PROBE_EVERY_MS,
      enqueueJobs: (trx) => enqueueUpstreamProbes(trx, enqueue),
    },
    {
      name: "poll-upstreams",
      everyMs: upstreamPollIntervalMs,
      enqueueJobs: (trx) => enqueuePolls(trx, enqueue),
    },
    {
      name: CLEAN_UP,
      everyMs: CLEAN_UP_EVERY_MS,
      enqueueJobs: (trx) => enqueueCleanUp(enqueue, trx),
    },
  ];
}
