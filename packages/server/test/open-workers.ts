import type { Logger } from "pino";
import { expect, vi } from "vitest";
import { createLogger } from "../src/config/create-logger.ts";
import type { Database } from "../src/db/database.ts";
import { claimJobs } from "../src/jobs/claim-store.ts";
import type { ClaimedJob, JobHandler, NewJob } from "../src/jobs/types.ts";
import type { WorkerOptions } from "../src/jobs/worker-options.ts";
import { Worker } from "../src/jobs/worker.ts";
import { openTestDatabase } from "./open-test-database.ts";

/** A database of jobs, and the workers that a test starts on it. */
export interface TestWorkers {
  db: Database;
  /** Writes where the workers do. */
  logger: Logger;
  start(handlers: Record<string, JobHandler>, options?: Partial<WorkerOptions>): Worker;
  enqueue(worker: Worker, added: NewJob): Promise<void>;
  /** Takes a job as a worker of that name that does nothing with it. */
  claimAs(worker: string, leaseMs: number): Promise<ClaimedJob[]>;
  /** Of all jobs, in the order in which they were enqueued. */
  states(): Promise<{ state: string; lastError: string | null }[]>;
  /** Until no job waits. */
  allDone(): Promise<void>;
  /** What was logged, a line of JSON each. */
  logged(): string;
  close(): Promise<void>;
}

/** Others may keep the machine busy. */
const PATIENCE = { timeout: 10_000 };

export async function openWorkers(): Promise<TestWorkers> {
  const db = await openTestDatabase();
  const workers: Worker[] = [];
  let logged = "";
  const logger = createLogger("info", { write: (line) => void (logged += line) });
  const states = () => db.selectFrom("jobs").select(["state", "lastError"]).orderBy("id").execute();
  return {
    db,
    logger,
    start(handlers, options) {
      const worker = new Worker(db, { handlers, logger, pollMs: 5, ...options });
      workers.push(worker);
      worker.start();
      return worker;
    },
    enqueue: (worker, added) => db.transaction().execute((trx) => worker.enqueue(trx, added)),
    claimAs(worker, ms) {
      const capacity = { limit: 1, heldLanes: [], fullIntegrations: () => [] };
      return claimJobs(db, { worker, ms }, capacity);
    },
    states,
    allDone: () =>
      vi.waitFor(async () => {
        expect((await states()).map(({ state }) => state)).not.toContain("waiting");
      }, PATIENCE),
    logged: () => logged,
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await db.destroy();
    },
  };
}

/** A job of an organization that does not matter here. */
export function job(lane: string, kind: string, payload: unknown): NewJob {
  return { lane, organizationId: null, kind, payload };
}
