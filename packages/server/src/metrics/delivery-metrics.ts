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

export function createDeliveryMetrics(registry: Registry) {
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
  return {
    onDelivery: ({ event, verdict, seconds }: CountedDelivery): void => {
      deliveries.inc({ event, verdict });
      intake.observe(seconds);
    },
    /** Begins all their figures with zero: the first of them is an increase then. */
    expectDeliveries: (events: readonly string[], verdicts: readonly string[]): void => {
      for (const event of events) {
        for (const verdict of verdicts) deliveries.inc({ event, verdict }, 0);
      }
    },
  };
}
