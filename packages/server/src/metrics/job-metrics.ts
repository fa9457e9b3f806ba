import { Counter, Histogram, type Registry } from "prom-client";
import { metricOptions } from "./metric-options.ts";

/** One try of a job, and how it ended. */
export interface CountedAttempt {
  kind: string;
  end: string;
  seconds: number;
}

export function createJobMetrics(registry: Registry): (attempt: CountedAttempt) => void {
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
  return ({ kind, end, seconds }) => {
    attempts.inc({ kind, outcome: end });
    durations.observe({ kind }, seconds);
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
