import { Registry } from "prom-client";
import type { Database } from "../db/database.ts";
import { createDeliveryMetrics } from "./delivery-metrics.ts";
import { createHostMetrics } from "./host-metrics.ts";
import { createJobMetrics, createWorkerMetrics } from "./job-metrics.ts";
import { getProcessRegistry } from "./process-registry.ts";
import { createReconcileMetrics } from "./reconcile-metrics.ts";
import { createStateMetrics } from "./state-metrics.ts";
import { createUpstreamMetrics } from "./upstream-metrics.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** The figures of one service: whoever has something to count is handed the function that counts it. */
export function createMetrics(db: Database) {
  const registry = new Registry();
  const readState = createStateMetrics(registry, db);
  const read = async () => {
    await readState();
    return Registry.merge([registry, getProcessRegistry()]).metrics();
  };
  let reading: Promise<string> | undefined;
  return {
    ...createDeliveryMetrics(registry),
    ...createJobMetrics(registry),
    onWorkerError: createWorkerMetrics(registry),
    onHost: createHostMetrics(registry),
    onUpstream: createUpstreamMetrics(registry),
    onFinding: createReconcileMetrics(registry),
    contentType: registry.contentType,
    /** All of them in Prometheus' text format. Those who ask at once share an answer. */
    read(): Promise<string> {
      reading ??= read().finally(() => (reading = undefined));
      return reading;
    },
  };
}
