import { Counter, Histogram, type Registry } from "prom-client";
import type { HostCall, HostWait } from "../integrations/types.ts";
import { metricOptions } from "./metric-options.ts";
import { toStatusClass } from "./status-class.ts";

/** Counts what is asked of the hosts. An integration is a label by its number: there are a handful. */
export function createHostMetrics(registry: Registry) {
  const calls = new Histogram({
    ...metricOptions(
      registry,
      "host_call_seconds",
      "Requests to Bitbucket, each attempt on its own.",
      ["integration", "status"],
    ),
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  const waits = new Counter(
    metricOptions(registry, "host_wait_seconds_total", "Time waited before another attempt.", [
      "integration",
      "reason",
    ]),
  );
  return {
    onCall({ integrationId, status, durationMs }: HostCall): void {
      const labels = { integration: String(integrationId), status: toStatusClass(status) };
      calls.observe(labels, durationMs / 1_000);
    },
    onWait({ integrationId, ms, reason }: HostWait): void {
      waits.inc({ integration: String(integrationId), reason }, ms / 1_000);
    },
  };
}
