import { Counter, Histogram, type Registry } from "prom-client";
import type { AttemptEnd } from "../jobs/types.ts";
import { metricOptions } from "./metric-options.ts";

/** One try of a job, and how it ended. */
export interface CountedAttempt {
  kind: string;
  end: string;
  seconds: number;
}

const ENDS: AttemptEnd[] = ["done", "retried", "paused", "set_aside", "given_back"];

export function createJobMetrics(registry: Registry) {
  const attempts = new Counter(
    metricOptions(registry, "job_attempts_total", "Tries of jobs, by kind and how they ended.", [
      "kind",
      "outcome",
    ]),
  );
  const durations = new Histogram({
    ...metricOptions(registry, "job_attempt_seconds", "How long a try of a job took.", ["kind"]),
    buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
  });
  return {
    onAttempt: ({ kind, end, seconds }: CountedAttempt): void => {
      attempts.inc({ kind, outcome: end });
      durations.observe({ kind }, seconds);
    },
    /** Begins the figures of these kinds with zero: the first attempt is an increase then. */
    expectAttempts: (kinds: readonly string[]): void => {
      for (const kind of kinds) for (const outcome of ENDS) attempts.inc({ kind, outcome }, 0);
    },
  };
}

/** @returns counts what a worker could not do itself, whatever the jobs did */
export function createWorkerMetrics(registry: Registry): () => void {
  const errors = new Counter(
    metricOptions(
      registry,
      "worker_errors_total",
      "Times that jobs could not be taken, kept or ended, as when the database is away.",
    ),
  );
  return () => errors.inc();
}
