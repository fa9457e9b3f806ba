import { Counter, Histogram, type Registry } from "prom-client";
import { metricOptions } from "./metric-options.ts";

/** One request of a webhook. */
export interface CountedDelivery {
  /** Of those that we ask for, else `other`. */
  event: string;
  /** `stored`, `duplicate`, `refused` …: few. */
  verdict: string;
  /** From its first byte to our answer. */
  seconds: number;
}

export function createDeliveryMetrics(registry: Registry): (delivery: CountedDelivery) => void {
  const deliveries = new Counter(
    metricOptions(registry, "deliveries_total", "Webhook requests, by what came of them.", [
      "event",
      "verdict",
    ]),
  );
  const intake = new Histogram({
    ...metricOptions(registry, "intake_seconds", "From a webhook request to its answer."),
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  return ({ event, verdict, seconds }) => {
    deliveries.inc({ event, verdict });
    intake.observe(seconds);
  };
}
