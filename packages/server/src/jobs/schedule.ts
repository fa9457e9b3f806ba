import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { listSchedules, takeSchedule, upsertSchedule } from "./schedule-store.ts";

/** Work that comes again and again. */
export interface Schedule {
  /** The same in all replicas and releases: under it the database remembers when it is due. */
  name: string;
  everyMs: number;
  /** Does what is due, in the transaction that takes the turn: most add jobs. */
  onDue: (trx: Database) => Promise<void>;
}

export interface SchedulerOptions {
  schedules: Schedule[];
  logger: Logger;
  /** How often to look for what is due. @default 1_000 */
  tickMs?: number;
}

/** The clocks of replicas may be so far apart. */
const CLOCKS_MS = 60_000;

/**
 * Takes a turn of each schedule when its time has come: of all replicas one does it, and a turn
 * whose transaction fails is taken at the next look. A new schedule is due at once; after a time in
 * which no replica ran, what is due is due once.
 */
export class Scheduler {
  readonly #db: Database;
  readonly #options: Required<SchedulerOptions>;
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;

  constructor(db: Database, options: SchedulerOptions) {
    this.#db = db;
    this.#options = { tickMs: 1_000, ...options };
  }

  async start(): Promise<void> {
    const now = Date.now();
    for (const { name, everyMs } of this.#options.schedules) {
      await upsertSchedule(this.#db, name, { now, latest: now + everyMs });
    }
    this.#timer = setInterval(() => this.#tick(), this.#options.tickMs);
    this.#tick();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#ticking;
  }

  #tick(): void {
    this.#ticking ??= this.#takeTurns()
      .catch((error: unknown) =>
        this.#options.logger.error({ err: error }, "cannot enqueue what is due"),
      )
      .finally(() => (this.#ticking = undefined));
  }

  async #takeTurns(): Promise<void> {
    const now = Date.now();
    const schedules = await listSchedules(this.#db);
    for (const schedule of this.#options.schedules) {
      const dueAt = schedules.get(schedule.name);
      if (dueAt === undefined) continue;
      // A turn that is farther off than any was set by a clock that was put back since.
      const isTooFar = dueAt > now + schedule.everyMs + CLOCKS_MS;
      if (dueAt <= now || isTooFar) await this.#takeTurn(schedule, dueAt);
    }
  }

  async #takeTurn({ name, everyMs, onDue }: Schedule, dueAt: number): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const nextRunAt = Date.now() + everyMs;
      if (await takeSchedule(trx, name, { dueAt, nextRunAt })) await onDue(trx);
    });
  }
}
