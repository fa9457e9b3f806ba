import { Counter, type Registry } from "prom-client";
import { metricOptions } from "./metric-options.ts";

export function createReconcileMetrics(
  registry: Registry,
): (finding: string, count?: number) => void {
  const findings = new Counter(
    metricOptions(
      registry,
      "reconcile_findings_total",
      "What comparing repositories with Bitbucket found.",
      ["finding"],
    ),
  );
  return (finding, count = 1) => findings.inc({ finding }, count);
}
