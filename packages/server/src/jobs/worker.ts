import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { logContext } from "../config/log-context.ts";
import type { Database } from "../db/database.ts";
import { HeldJobs } from "./held-jobs.ts";
import { insertJobs } from "./job-store.ts";
import { claimJobs, endAttempts, extendLeases } from "./lane-store.ts";
import { reportDeadlyJob, runAttempt } from "./run-attempt.ts";
import type { DeadlyJob, Enqueue, JobHandler, OnAttempt, OnSetAside } from "./types.ts";

export interface WorkerOptions {
  handlers: Record<string, JobHandler>;
  logger: Logger;
  /** Lanes worked side by side. @default 32 */
  slots?: number;
  /** Of these, lanes of one integration: its host may be silent. @default 8 */
  slotsPerIntegration?: number;
  /** A lane whose worker died is taken over after this long. @default 10_000 */
  leaseMs?: number;
  /** How often to look for work that nobody announced, as retries. @default 250 */
  pollMs?: number;
  /** Tells other workers, in the transaction that adds a job; they call `wake()`. @default nobody */
  announce?: (trx: Database) => Promise<void>;
  /** @default nothing is written */
  onSetAside?: OnSetAside;
  /** For metrics. @default nobody */
  onAttempt?: OnAttempt;
  /** How long jobs may go on when the worker is stopped, before their signal is aborted. @default 5_000 */
  graceMs?: number;
  /** How long they may take to end after that, before they are given back as they are. @default 2_000 */
  abortMs?: number;
}

/** Runs the jobs of all lanes: side by side across lanes, one after another within a lane. */
export class Worker {
  readonly #name = randomUUID();
  readonly #db: Database;
  readonly #options: Required<WorkerOptions>;
  readonly #held = new HeldJobs();
  readonly #ending = new AbortController();
  #poll: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #turning: Promise<void> | undefined;
  /** Something was announced, or ended, while a turn was under way. */
  #turnAgain = false;

  constructor(db: Database, options: WorkerOptions) {
    this.#db = db;
    this.#options = {
      slots: 32,
      slotsPerIntegration: 8,
      leaseMs: 10_000,
      pollMs: 250,
      graceMs: 5_000,
      abortMs: 2_000,
      announce: () => Promise.resolve(),
      onAttempt: () => undefined,
      onSetAside: {},
      ...options,
    };
  }

  /** Aborted when the jobs under way are to end. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Whether it looks for work. */
  get isRunning(): boolean {
    return this.#poll !== undefined;
  }

  start(): void {
    this.#poll = setInterval(() => this.#turnSoon(), this.#options.pollMs);
    this.#heartbeat = setInterval(() => void this.#extendLeases(), this.#options.leaseMs / 3);
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
    if (this.isRunning) this.#turnSoon();
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
      } catch (error) {
        this.#options.logger.error({ err: error }, "cannot take or end jobs");
      }
    }
  }

  /** What cannot be written now is written in a later turn. */
  async #endAttempts(): Promise<void> {
    const { ended } = this.#held;
    if (ended.length === 0) return;
    await endAttempts(this.#db, this.#name, ended);
    this.#held.delete(ended);
    this.#turnAgain = true;
  }

  async #claimJobs(): Promise<void> {
    const { handlers, logger, onAttempt, onSetAside, slots, slotsPerIntegration } = this.#options;
    const deadly: DeadlyJob[] = [];
    const limit = slots - this.#held.size;
    if (!this.isRunning || limit === 0) return;
    const claimed = await claimJobs(this.#db, this.#lease(), {
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

  async #extendLeases(): Promise<void> {
    if (this.#held.size === 0) return;
    await extendLeases(this.#db, this.#held.lanes, this.#lease()).catch((error: unknown) =>
      this.#options.logger.error({ err: error }, "cannot extend the leases of lanes"),
    );
  }

  #lease() {
    const now = Date.now();
    return { worker: this.#name, now, until: now + this.#options.leaseMs };
  }
}
