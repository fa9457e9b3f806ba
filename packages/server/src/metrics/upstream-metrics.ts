import { Histogram, type Registry } from "prom-client";
import type { RelayedCall, UpstreamCall } from "../upstream/types.ts";
import { metricOptions } from "./metric-options.ts";
import { toStatusClass } from "./status-class.ts";

/** Counts what is asked of upstreams. An organization is a label by its number: few relay. */
export function createUpstreamMetrics(registry: Registry) {
  const calls = new Histogram({
    ...metricOptions(
      registry,
      "upstream_call_seconds",
      "Requests to an upstream Sentry, each attempt on its own.",
      ["organization", "status"],
    ),
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  const through = new Histogram({
    ...metricOptions(
      registry,
      "relayed_call_seconds",
      "Calls of others through us to an upstream, from their arrival to the end of the answer.",
      ["organization", "status"],
    ),
    buckets: [0.01, 0.025, 0.1, 0.5, 1, 5, 30, 120, 600],
  });
  const observeIn =
    (histogram: typeof calls) =>
    ({ organizationId, status, durationMs }: RelayedCall): void => {
      const labels = { organization: String(organizationId), status: toStatusClass(status) };
      histogram.observe(labels, durationMs / 1_000);
    };
  return {
    /** Our own. */
    onCall: observeIn(calls) satisfies (call: UpstreamCall) => void,
    /** Those that were passed through. */
    onRelayed: observeIn(through),
  };
}
