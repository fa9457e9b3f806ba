import type { JobSample } from "./sample-store.ts";

/** The highest figures of each stretch of so long, at its beginning; a stretch without samples is left out. */
export function thinSamples(samples: JobSample[], everyMs: number): JobSample[] {
  const stretches = Map.groupBy(samples, ({ takenAt }) => Math.floor(takenAt / everyMs) * everyMs);
  return [...stretches].map(([takenAt, some]) => ({
    takenAt,
    waiting: highest(some, "waiting"),
    lanes: highest(some, "lanes"),
    setAside: highest(some, "setAside"),
    oldestAge: some.some(({ oldestAge }) => oldestAge !== null) ? highest(some, "oldestAge") : null,
  }));
}

const highest = (samples: JobSample[], figure: Exclude<keyof JobSample, "takenAt">): number =>
  Math.max(...samples.map((sample) => sample[figure] ?? 0));
