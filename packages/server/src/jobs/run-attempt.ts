import type { Logger } from "pino";
import type { AttemptOutcome } from "./lane-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import { retryDelay } from "./retry-delay.ts";
import type { ClaimedJob, JobHandler } from "./types.ts";

/** If nobody wakes the lane before. */
const PAUSE_MS = 10 * 60_000;

export interface AttemptDeps {
  handlers: Record<string, JobHandler>;
  logger: Logger;
  /** Aborted when the attempt is to end, whatever it is at. */
  signal: AbortSignal;
}

/** Tries a job once. Never rejects: what the handler throws is an outcome. */
export async function runAttempt(
  { handlers, logger, signal }: AttemptDeps,
  job: ClaimedJob,
): Promise<AttemptOutcome> {
  const { attempt } = job;
  const log = logger.child({ jobId: job.id, kind: job.kind, lane: job.lane });
  try {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`No handler for jobs of the kind ${job.kind}`);
    const started = performance.now();
    const summary = await handler(job, signal);
    const durationMs = Math.round(performance.now() - started);
    log.info({ ...summary, durationMs }, "job done");
    return { state: "done", finishedAt: Date.now() };
  } catch (error) {
    if (signal.aborted) {
      log.info({ attempt }, "job given back");
      return giveBack(job);
    }
    const outcome = outcomeOfFailure(job, error);
    if (outcome.state === "set_aside") log.error({ err: error, attempt }, "job set aside");
    else log.warn({ err: error, attempt, runAt: outcome.runAt }, "job will be tried again");
    return outcome;
  }
}

/** The outcome of a job that is left for another process to do, at once. */
export function giveBack({ attempt }: ClaimedJob): AttemptOutcome {
  return { state: "waiting", runAt: Date.now(), attempts: attempt - 1 };
}

function outcomeOfFailure(job: ClaimedJob, error: unknown): AttemptOutcome {
  const lastError = error instanceof Error ? error.message : String(error);
  const now = Date.now();
  if (isPause(error)) {
    return { state: "waiting", lastError, runAt: now + PAUSE_MS, attempts: job.attempt - 1 };
  }
  const isFinal = job.isLastAttempt || error instanceof PermanentJobError;
  if (isFinal) return { state: "set_aside", lastError, finishedAt: now };
  const delay = retryDelay(job.attempt, Math.random(), retryAfterOf(error));
  return { state: "waiting", lastError, runAt: now + delay };
}

/** Errors that only somebody else can mend carry `isPause`: whoever does wakes the lane. */
function isPause(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "isPause" in error && error.isPause === true
  );
}

/** Errors of a client that was told when to come back carry `retryAfterMs`. */
function retryAfterOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("retryAfterMs" in error)) return undefined;
  return typeof error.retryAfterMs === "number" ? error.retryAfterMs : undefined;
}
