import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Enqueue, JobHandler } from "../jobs/types.ts";
import {
  deleteDeliveries,
  deleteEvents,
  deleteJobs,
  deleteLanes,
  deleteRefusedDeliveries,
  deleteReleaseHours,
} from "./retention-store.ts";

export const CLEAN_UP = "clean-up";
export const CLEAN_UP_EVERY_MS = 60 * 60_000;

/** How long things are kept when they are done with. */
export interface Retention {
  /** Deliveries, refused ones too, and the jobs that are done. */
  deliveriesMs: number;
  eventsMs: number;
}

/** Rows that go in one transaction: it is short, since intake waits for it. */
const ROWS_AT_ONCE = 100;

export const enqueueCleanUp = (enqueue: Enqueue, trx: Database): Promise<void> =>
  enqueue(trx, {
    lane: CLEAN_UP,
    organizationId: null,
    kind: CLEAN_UP,
    payload: {},
    unlessWaiting: true,
  });

/** Deletes what was kept long enough, in small steps; when it is told to end, the next one goes on. */
export function cleanUp({ db, retention }: { db: Database; retention: Retention }): JobHandler {
  return async (_job, signal) => {
    const { deliveriesMs, eventsMs } = retention;
    const now = Date.now();
    return {
      deliveries: await inSteps(signal, (limit) => deleteDeliveries(db, now - deliveriesMs, limit)),
      refusedDeliveries: await inSteps(signal, (limit) =>
        deleteRefusedDeliveries(db, now - deliveriesMs, limit),
      ),
      jobs: await inSteps(signal, (limit) => deleteJobs(db, now - deliveriesMs, limit)),
      lanes: await inSteps(signal, (limit) => deleteLanes(db, limit)),
      events: await inSteps(signal, (limit) => deleteEvents(db, now - eventsMs, limit)),
      hours: await inSteps(signal, (limit) => deleteReleaseHours(db, now - eventsMs, limit)),
    };
  };
}

/** @param deleteSome gives how many it has deleted */
async function inSteps(
  signal: AbortSignal,
  deleteSome: (limit: number) => Promise<number>,
): Promise<number> {
  for (let deleted = 0; ; ) {
    const started = performance.now();
    const step = signal.aborted ? 0 : await deleteSome(ROWS_AT_ONCE);
    deleted += step;
    if (step < ROWS_AT_ONCE) return deleted;
    // As long as it took, others have the database for themselves.
    await pause(performance.now() - started);
  }
}
