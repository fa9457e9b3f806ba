import type { Logger } from "pino";
import { logContext } from "../config/log-context.ts";
import { toStorableText } from "../db/to-storable-text.ts";
import type { AttemptOutcome } from "./outcome-store.ts";
import { holdLane } from "./lease-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import { retryDelay } from "./retry-delay.ts";
import type { AttemptEnd, ClaimedJob, DeadlyJob, JobHandler, OnAttempt } from "./types.ts";

/** If nobody wakes the lane before. */
const PAUSE_MS = 10 * 60_000;

export interface AttemptDeps {
  handlers: Record<string, JobHandler>;
  logger: Logger;
  onAttempt: OnAttempt;
  /** Aborted when the attempt is to end, whatever it is at. */
  signal: AbortSignal;
}

/** Tries a job once. Never rejects: what the handler throws is an outcome. */
export function runAttempt(deps: AttemptDeps, job: ClaimedJob): Promise<AttemptOutcome> {
  const { id: jobId, kind, lane, requestId } = job;
  const context = { jobId, kind, lane, ...(requestId !== null && { requestId }) };
  return logContext.run(context, async () => {
    const started = performance.now();
    const { end, outcome } = await attemptJob(deps, job, started);
    deps.onAttempt({ kind, end, seconds: (performance.now() - started) / 1_000 });
    return outcome;
  });
}

/** As of an attempt that ended: it was never told how. */
export function reportDeadlyJob(
  { logger, onAttempt }: Pick<AttemptDeps, "logger" | "onAttempt">,
  { id: jobId, kind, lane, attempt, reason }: DeadlyJob,
): void {
  logger.error({ jobId, kind, lane, attempt, reason }, "job set aside");
  onAttempt({ kind, end: "set_aside", seconds: 0 });
}

interface Ended {
  end: AttemptEnd;
  outcome: AttemptOutcome;
}

async function attemptJob(
  { handlers, logger, signal }: AttemptDeps,
  job: ClaimedJob,
  started: number,
): Promise<Ended> {
  const { attempt } = job;
  try {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`No handler for jobs of the kind ${job.kind}`);
    const summary = await handler(job, signal, (trx) => holdLane(trx, job));
    const durationMs = Math.round(performance.now() - started);
    if (summary?.["failure"]) logger.warn({ ...summary, durationMs }, "job failed, and is left");
    else logger.info({ ...summary, durationMs }, "job done");
    return { end: "done", outcome: { state: "done", finishedAt: Date.now() } };
  } catch (error) {
    if (signal.aborted) {
      logger.info({ attempt }, "job given back");
      return { end: "given_back", outcome: giveBack(job) };
    }
    const ended = endOfFailure(job, error);
    const { runAt } = ended.outcome;
    if (ended.end === "set_aside") logger.error({ err: error, attempt }, "job set aside");
    else logger.warn({ err: error, attempt, runAt }, "job will be tried again");
    return ended;
  }
}

/** The outcome of a job that is left for another process to do, at once. */
export function giveBack({ attempt }: ClaimedJob): AttemptOutcome {
  return { state: "waiting", runAt: Date.now(), attempts: attempt - 1 };
}

function endOfFailure(job: ClaimedJob, error: unknown): Ended {
  // A host's own words may be in it.
  const lastError = toStorableText(error instanceof Error ? error.message : String(error));
  const now = Date.now();
  if (isPause(error)) {
    const runAt = now + PAUSE_MS;
    const attempts = job.attempt - 1;
    return { end: "paused", outcome: { state: "waiting", lastError, runAt, attempts } };
  }
  if (job.isLastAttempt || error instanceof PermanentJobError) {
    return { end: "set_aside", outcome: { state: "set_aside", lastError, finishedAt: now } };
  }
  const delay = retryDelay(job.attempt, Math.random(), retryAfterOf(error));
  return { end: "retried", outcome: { state: "waiting", lastError, runAt: now + delay } };
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
