import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import {
  type AttemptOutcome,
  claimNextJob,
  endAttempt,
  extendLease,
  insertJob,
} from "./job-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import { retryDelay } from "./retry-delay.ts";
import type { ClaimedJob, JobHandler, NewJob } from "./types.ts";

export interface WorkerOptions {
  handlers: Record<string, JobHandler>;
  logger: Logger;
  /** Lanes worked side by side. @default 8 */
  concurrency?: number;
  /** A lane whose worker died is taken over after this long. @default 10_000 */
  leaseMs?: number;
  /** How often to look for work that nobody announced, as retries. @default 250 */
  pollMs?: number;
}

/** Runs the jobs of all lanes: side by side across lanes, one after another within a lane. */
export class Worker {
  readonly #name = randomUUID();
  readonly #db: Database;
  readonly #options: Required<WorkerOptions>;
  /** By lane. */
  readonly #running = new Map<string, Promise<void>>();
  #poll: NodeJS.Timeout | undefined;
  #claiming: Promise<void> | undefined;
  /** Work was announced while a claim was under way. */
  #lookAgain = false;

  constructor(db: Database, options: WorkerOptions) {
    this.#db = db;
    this.#options = { concurrency: 8, leaseMs: 10_000, pollMs: 250, ...options };
  }

  start(): void {
    this.#poll = setInterval(() => this.#claimSoon(), this.#options.pollMs);
    this.#claimSoon();
  }

  /** Claims nothing more and waits for the jobs under way. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#poll = undefined;
    await this.#claiming;
    await Promise.all(this.#running.values());
  }

  /** Adds a job in the caller's transaction; it starts when that has committed. */
  readonly enqueue = async (trx: Database, job: NewJob): Promise<void> => {
    await insertJob(trx, job, Date.now());
    // The claim queues behind the caller's transaction on SQLite's one connection.
    setImmediate(() => this.#claimSoon());
  };

  #claimSoon(): void {
    this.#lookAgain = true;
    this.#claiming ??= this.#claimAll().finally(() => (this.#claiming = undefined));
  }

  async #claimAll(): Promise<void> {
    while (this.#lookAgain && this.#poll) {
      this.#lookAgain = false;
      await this.#claimFreeLanes().catch((error: unknown) =>
        this.#options.logger.error({ err: error }, "cannot claim jobs"),
      );
    }
  }

  async #claimFreeLanes(): Promise<void> {
    while (this.#poll && this.#running.size < this.#options.concurrency) {
      const job = await claimNextJob(this.#db, this.#lease(), [...this.#running.keys()]);
      if (!job) return;
      const run = this.#run(job).finally(() => {
        this.#running.delete(job.lane);
        this.#claimSoon();
      });
      this.#running.set(job.lane, run);
    }
  }

  #lease() {
    const now = Date.now();
    return { worker: this.#name, now, until: now + this.#options.leaseMs };
  }

  /** Never rejects: a job whose outcome cannot be written runs again when its lease ends. */
  async #run(job: ClaimedJob): Promise<void> {
    const log = this.#options.logger.child({ jobId: job.id, kind: job.kind, lane: job.lane });
    const heartbeat = setInterval(() => {
      extendLease(this.#db, job.lane, this.#lease()).catch((error: unknown) =>
        log.error({ err: error }, "cannot extend the lease of a lane"),
      );
    }, this.#options.leaseMs / 3);
    try {
      await endAttempt(this.#db, job, this.#name, await this.#attempt(job, log));
    } catch (error) {
      log.error({ err: error }, "cannot write the outcome of a job");
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #attempt(job: ClaimedJob, log: Logger): Promise<AttemptOutcome> {
    try {
      const handler = this.#options.handlers[job.kind];
      if (!handler) throw new Error(`No handler for jobs of the kind ${job.kind}`);
      const started = performance.now();
      const summary = await handler(job);
      const durationMs = Math.round(performance.now() - started);
      log.info({ ...summary, durationMs }, "job done");
      return { state: "done", finishedAt: Date.now() };
    } catch (error) {
      const outcome = outcomeOfFailure(job, error);
      const { attempt } = job;
      if (outcome.state === "set_aside") log.error({ err: error, attempt }, "job set aside");
      else log.warn({ err: error, attempt, runAt: outcome.runAt }, "job will be tried again");
      return outcome;
    }
  }
}

function outcomeOfFailure(job: ClaimedJob, error: unknown): AttemptOutcome {
  const lastError = error instanceof Error ? error.message : String(error);
  const now = Date.now();
  const isFinal = job.isLastAttempt || error instanceof PermanentJobError;
  if (isFinal) return { state: "set_aside", lastError, finishedAt: now };
  const delay = retryDelay(job.attempt, Math.random(), retryAfterOf(error));
  return { state: "waiting", lastError, runAt: now + delay };
}

/** Errors of a client that was told when to come back carry `retryAfterMs`. */
function retryAfterOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("retryAfterMs" in error)) return undefined;
  return typeof error.retryAfterMs === "number" ? error.retryAfterMs : undefined;
}
