import { randomUUID } from "node:crypto";
import { logContext } from "../config/log-context.ts";
import type { Database } from "../db/database.ts";
import { GroupCommit } from "../db/group-commit.ts";
import { HeldJobs } from "./held-jobs.ts";
import { insertJobs } from "./job-store.ts";
import { claimJobs } from "./claim-store.ts";
import { type EndedAttempt, endAttempts } from "./outcome-store.ts";
import { extendLeases, type Lease } from "./lane-store.ts";
import { reportDeadlyJob, runAttempt } from "./run-attempt.ts";
import { wakeLanesTooFarOff } from "./wake-lanes-too-far-off.ts";
import type { DeadlyJob, Enqueue } from "./types.ts";
import { type WorkerOptions, withDefaults } from "./worker-options.ts";

/** A worker that could not look for jobs for so long is not at work. */
const LOOKED_MS = 10_000;
/** A lease outlives a transaction that keeps a lane from being extended until PostgreSQL ends it. */
const EXTENSIONS = 5;

/** Runs the jobs of all lanes: side by side across lanes, one after another within a lane. */
export class Worker {
  readonly #name = randomUUID();
  readonly #db: Database;
  readonly #options: Required<WorkerOptions>;
  readonly #held = new HeldJobs();
  readonly #outcomes: GroupCommit<EndedAttempt, undefined>;
  readonly #ending = new AbortController();
  #poll: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #turning: Promise<void> | undefined;
  /** By a clock that nobody puts back. */
  #lookedAt = 0;
  /** Something was announced, or ended, while a turn was under way. */
  #turnAgain = false;

  constructor(db: Database, options: WorkerOptions) {
    this.#db = db;
    this.#outcomes = new GroupCommit(db, async (trx, ended) => {
      const { onSetAside } = this.#options;
      await endAttempts(trx, this.#name, ended, async (trx, { kind, payload }, reason) =>
        onSetAside[kind]?.(trx, payload, reason),
      );
      return ended.map(() => undefined);
    });
    this.#options = withDefaults(options);
  }

  /** Aborted when the jobs under way are to end. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Whether it looks for work, and was able to in the last seconds. */
  get isWorking(): boolean {
    return this.#isRunning && performance.now() - this.#lookedAt < LOOKED_MS;
  }

  get #isRunning(): boolean {
    return this.#poll !== undefined;
  }

  start(): void {
    this.#lookedAt = performance.now();
    this.#poll = setInterval(() => this.#turnSoon(), this.#options.pollMs);
    this.#heartbeat = setInterval(() => void this.#beat(), this.#options.leaseMs / EXTENSIONS);
    this.#turnSoon();
  }

  /**
   * Claims nothing more, and lets the jobs under way end. Those that do not are given back: their lanes
   * are free at once, and the attempt does not count.
   */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#poll = undefined;
    await this.#turning;
    await this.#held.wait(this.#options.graceMs);
    this.#ending.abort();
    await this.#held.wait(this.#options.abortMs);
    this.#held.giveBackAll();
    this.#turnSoon();
    await this.#turning;
    clearInterval(this.#heartbeat);
  }

  /** Adds jobs in the caller's transaction; they start when that has committed. */
  readonly enqueue: Enqueue = async (trx, ...jobs) => {
    if (jobs.length === 0) return;
    const { requestId } = logContext.getStore() ?? {};
    const known = requestId === undefined ? jobs : jobs.map((job) => ({ requestId, ...job }));
    await insertJobs(trx, known, Date.now());
    await this.#options.announce(trx);
    // The claim queues behind the caller's transaction on SQLite's one connection.
    setImmediate(() => this.#turnSoon());
  };

  /** Looks for work now: some was announced. */
  wake(): void {
    if (this.#isRunning) this.#turnSoon();
  }

  #turnSoon(): void {
    this.#turnAgain = true;
    this.#turning ??= this.#takeTurns().finally(() => (this.#turning = undefined));
  }

  async #takeTurns(): Promise<void> {
    while (this.#turnAgain) {
      this.#turnAgain = false;
      try {
        await this.#endAttempts();
        await this.#claimJobs();
        this.#lookedAt = performance.now();
      } catch (error) {
        this.#tellError("cannot take jobs", { err: error });
      }
    }
  }

  /** What cannot be written now is written in a later turn; it keeps nothing else from being done. */
  async #endAttempts(): Promise<void> {
    const written = await Promise.all(this.#held.ended.map((ended) => this.#endAttempt(ended)));
    if (written.includes(true)) this.#turnAgain = true;
  }

  async #endAttempt(ended: EndedAttempt): Promise<boolean> {
    try {
      await this.#outcomes.run(ended);
      this.#held.delete(ended);
      return true;
    } catch (error) {
      const { id: jobId, kind, lane } = ended.job;
      this.#tellError("cannot write how a job ended", { err: error, jobId, kind, lane });
      return false;
    }
  }

  async #claimJobs(): Promise<void> {
    const { handlers, logger, onAttempt, onSetAside, slots, slotsPerIntegration } = this.#options;
    const deadly: DeadlyJob[] = [];
    const limit = slots - this.#held.size;
    if (!this.#isRunning || limit === 0) return;
    const claimed = await claimJobs(this.#db, this.#lease, {
      limit,
      heldLanes: this.#held.lanes,
      fullIntegrations: (coming) => this.#held.listFullIntegrations(slotsPerIntegration, coming),
      onSetAside: async (trx, job) => {
        deadly.push(job);
        await onSetAside[job.kind]?.(trx, job.payload, job.reason);
      },
    });
    for (const job of deadly) reportDeadlyJob({ logger, onAttempt }, job);
    for (const job of claimed) {
      const attempt = runAttempt({ handlers, logger, onAttempt, signal: this.signal }, job);
      this.#held.add(job, attempt, () => this.#turnSoon());
    }
  }

  async #beat(): Promise<void> {
    try {
      if (this.#held.size > 0) await extendLeases(this.#db, this.#held.lanes, this.#lease);
      await wakeLanesTooFarOff(this.#db);
    } catch (error) {
      this.#tellError("cannot extend the leases of lanes", { err: error });
    }
  }

  #tellError(message: string, context: object): void {
    this.#options.logger.error(context, message);
    this.#options.onError();
  }

  get #lease(): Lease {
    return { worker: this.#name, ms: this.#options.leaseMs };
  }
}
