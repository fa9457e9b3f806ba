import { Histogram, type Registry } from "prom-client";
import type { UpstreamCall } from "../upstream/types.ts";
import { metricOptions } from "./metric-options.ts";
import { toStatusClass } from "./status-class.ts";

/** Counts what is asked of upstreams. An organization is a label by its number: few relay. */
export function createUpstreamMetrics(registry: Registry): (call: UpstreamCall) => void {
  const calls = new Histogram({
    ...metricOptions(
      registry,
      "upstream_call_seconds",
      "Requests to an upstream Sentry, each attempt on its own.",
      ["organization", "status"],
    ),
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  return ({ organizationId, status, durationMs }) => {
    const labels = { organization: String(organizationId), status: toStatusClass(status) };
    calls.observe(labels, durationMs / 1_000);
  };
}
