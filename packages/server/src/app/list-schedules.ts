import type { Config } from "../config/config.ts";
import { enqueueProbes, PROBE_EVERY_MS } from "../integrations/probe-integration.ts";
import type { Schedule } from "../jobs/schedule.ts";
import { SAMPLE_EVERY_MS, sampleBacklogs } from "../jobs/sample-store.ts";
import type { Enqueue } from "../jobs/types.ts";
import { enqueueDueReconciles, LOOK_EVERY_MS } from "../reconcile/enqueue-reconcile.ts";
import { enqueuePolls } from "../upstream/completion/enqueue-poll.ts";
import { enqueueUpstreamProbes } from "../upstream/watch/probe-upstream.ts";
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
      onDue: (trx) => enqueueDueReconciles(trx, enqueue, reconcileIntervalMs),
    },
    {
      name: "probe-integrations",
      everyMs: PROBE_EVERY_MS,
      onDue: (trx) => enqueueProbes(trx, enqueue),
    },
    {
      name: "probe-upstreams",
      everyMs: PROBE_EVERY_MS,
      onDue: (trx) => enqueueUpstreamProbes(trx, enqueue),
    },
    {
      name: "poll-upstreams",
      everyMs: upstreamPollIntervalMs,
      onDue: (trx) => enqueuePolls(trx, enqueue),
    },
    // Without a job: it would wait just when there is something to see.
    { name: "sample-jobs", everyMs: SAMPLE_EVERY_MS, onDue: (trx) => sampleBacklogs(trx) },
    {
      name: CLEAN_UP,
      everyMs: CLEAN_UP_EVERY_MS,
      onDue: (trx) => enqueueCleanUp(enqueue, trx),
    },
  ];
}
