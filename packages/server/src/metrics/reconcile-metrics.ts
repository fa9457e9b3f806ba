import { Counter, type Registry } from "prom-client";
import type { ReconcileFinding } from "../reconcile/reconcile-repository.ts";
import { metricOptions } from "./metric-options.ts";

const FINDINGS: ReconcileFinding[] = ["missed_ref_change", "repaired_webhook", "failed_comparison"];

export function createReconcileMetrics(
  registry: Registry,
): (finding: ReconcileFinding, count?: number) => void {
  const findings = new Counter(
    metricOptions(
      registry,
      "reconcile_findings_total",
      "What comparing repositories with Bitbucket found.",
      ["finding"],
    ),
  );
  // `increase()` does not see a series begin: without a zero the first of them would raise no alert.
  for (const finding of FINDINGS) findings.inc({ finding }, 0);
  return (finding, count = 1) => findings.inc({ finding }, count);
}
