import { setTimeout as pause } from "node:timers/promises";
import type { AttemptOutcome, EndedAttempt } from "./outcome-store.ts";
import { giveBack } from "./run-attempt.ts";
import type { ClaimedJob } from "./types.ts";

interface HeldJob {
  job: ClaimedJob;
  running: Promise<void>;
  /** There when the attempt is over; the lane is held until it is written. */
  outcome?: AttemptOutcome;
}

/** The jobs of the lanes that a worker holds, one of each lane. */
export class HeldJobs {
  readonly #byLane = new Map<string, HeldJob>();

  get size(): number {
    return this.#byLane.size;
  }

  get lanes(): string[] {
    return [...this.#byLane.keys()];
  }

  /** Those whose attempt is over. */
  get ended(): EndedAttempt[] {
    return [...this.#byLane.values()].flatMap(({ job, outcome }) =>
      outcome ? [{ job, outcome }] : [],
    );
  }

  /**
   * @param attempt must not reject
   * @param onEnd called when it is over
   */
  add(job: ClaimedJob, attempt: Promise<AttemptOutcome>, onEnd: () => void): void {
    const held: HeldJob = { job, running: Promise.resolve() };
    held.running = this.#keepOutcome(held, attempt, onEnd);
    this.#byLane.set(job.lane, held);
  }

  delete({ job }: EndedAttempt): void {
    this.#byLane.delete(job.lane);
  }

  /** Ends the attempts that are not over: what comes of them does not count. */
  giveBackAll(): void {
    for (const held of this.#byLane.values()) held.outcome ??= giveBack(held.job);
  }

  /** The integrations of which it has so many jobs, with those that it is about to have. */
  listFullIntegrations(most: number, coming: ClaimedJob[]): number[] {
    const counts = new Map<number, number>();
    const jobs = [...[...this.#byLane.values()].map(({ job }) => job), ...coming];
    for (const { integrationId } of jobs) {
      if (integrationId !== null) counts.set(integrationId, (counts.get(integrationId) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= most).map(([id]) => id);
  }

  /** Until all attempts are over, but no longer than this. */
  async wait(ms: number): Promise<void> {
    const patience = new AbortController();
    const timeout = pause(ms, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([
      Promise.all([...this.#byLane.values()].map((one) => one.running)),
      timeout,
    ]);
    patience.abort();
  }

  async #keepOutcome(
    held: HeldJob,
    attempt: Promise<AttemptOutcome>,
    onEnd: () => void,
  ): Promise<void> {
    const outcome = await attempt;
    held.outcome ??= outcome;
    onEnd();
  }
}
