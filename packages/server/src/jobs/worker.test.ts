import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { claimNextJob, insertJob } from "./job-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import type { JobHandler, NewJob } from "./types.ts";
import { Worker } from "./worker.ts";

let db: Database;
const workers: Worker[] = [];

beforeEach(async () => {
  db = await openDatabase(":memory:");
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await db.destroy();
});

function startWorker(handlers: Record<string, JobHandler>, leaseMs = 10_000): Worker {
  const logger = pino({ level: "silent" });
  const worker = new Worker(db, { handlers, logger, leaseMs, pollMs: 5 });
  workers.push(worker);
  worker.start();
  return worker;
}

/** A job of an organization that does not matter here. */
function job(lane: string, kind: string, payload: unknown): NewJob {
  return { lane, organizationId: null, kind, payload };
}

const states = () => db.selectFrom("jobs").select(["state", "lastError"]).orderBy("id").execute();

const allDone = () =>
  vi.waitFor(async () => {
    expect((await states()).map((job) => job.state)).not.toContain("waiting");
  });

test("jobs of one lane run in order, and lanes run side by side", async () => {
  const seen: string[] = [];
  let bothLanes: (() => void) | undefined;
  const together = new Promise<void>((resolve) => (bothLanes = resolve));
  const worker = startWorker({
    note: async ({ lane, payload }) => {
      seen.push(`${lane}${String(payload)}`);
      if (seen.includes("a1") && seen.includes("b1")) bothLanes?.();
      await together;
    },
  });
  for (const n of [1, 2, 3]) {
    for (const lane of ["a", "b"]) await worker.enqueue(db, job(lane, "note", n));
  }
  await allDone();
  expect(seen.filter((entry) => entry.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(seen.filter((entry) => entry.startsWith("b"))).toEqual(["b1", "b2", "b3"]);
});

test("a job whose transaction is rolled back never runs", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  const worker = startWorker({ note: handler });
  const failing = db.transaction().execute(async (trx) => {
    await worker.enqueue(trx, job("a", "note", 1));
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await worker.enqueue(db, job("a", "note", 2));
  await allDone();
  expect(handler.mock.calls.map(([job]) => job.payload)).toEqual([2]);
});

test("a second job with the same dedupe key is not enqueued", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  const worker = startWorker({ note: handler });
  const once = { ...job("a", "note", 1), dedupeKey: "delivery:1" };
  await worker.enqueue(db, once);
  await worker.enqueue(db, once);
  await allDone();
  expect(handler).toHaveBeenCalledTimes(1);
});

test("a failing job keeps its place and its reason, and does not stop other lanes", async () => {
  const worker = startWorker({
    fail: () => Promise.reject(Object.assign(new Error("Bitbucket is away"), { retryAfterMs: 50 })),
    note: () => Promise.resolve(),
  });
  await worker.enqueue(db, job("a", "fail", 1));
  await worker.enqueue(db, job("a", "note", 2));
  await worker.enqueue(db, job("b", "note", 3));
  await vi.waitFor(async () => {
    expect(await states()).toEqual([
      { state: "waiting", lastError: "Bitbucket is away" },
      { state: "waiting", lastError: null },
      { state: "done", lastError: null },
    ]);
  });
});

test("after the last attempt a job is set aside and its lane goes on", async () => {
  const worker = startWorker({
    fail: () => Promise.reject(Object.assign(new Error("poisoned"), { retryAfterMs: 0 })),
    note: () => Promise.resolve(),
  });
  await worker.enqueue(db, job("a", "fail", 1));
  await worker.enqueue(db, job("a", "note", 2));
  await allDone();
  expect(await states()).toEqual([
    { state: "set_aside", lastError: "poisoned" },
    { state: "done", lastError: null },
  ]);
});

test("a job that cannot ever succeed is set aside at once", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.reject(new PermanentJobError("unreadable")));
  const worker = startWorker({ fail: handler });
  await worker.enqueue(db, job("a", "fail", 1));
  await allDone();
  expect(await states()).toEqual([{ state: "set_aside", lastError: "unreadable" }]);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("a job of a worker that died is taken over when its lease ends", async () => {
  const now = Date.now();
  await insertJob(db, job("a", "note", 1), now);
  // What kill -9 leaves behind: a lane that is leased, and nobody who extends the lease.
  await claimNextJob(db, { worker: "dead", now, until: now + 200 });
  const attempts: number[] = [];
  startWorker({
    note: ({ attempt }) => {
      attempts.push(attempt);
      return Promise.resolve();
    },
  });
  await allDone();
  expect(attempts).toEqual([2]);
  expect(Date.now()).toBeGreaterThanOrEqual(now + 200);
});

/** A job that goes on until it is let go, and how often it was begun. */
function heldJob() {
  let runs = 0;
  let letGo: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const handlers = { held: () => (++runs, gate) };
  return { handlers, runs: () => runs, letGo: () => letGo?.() };
}

test("a job that takes longer than a lease stays with its worker", async () => {
  const { handlers, runs, letGo } = heldJob();
  const worker = startWorker(handlers, 60);
  startWorker(handlers, 60);
  const enqueuedAt = Date.now();
  await worker.enqueue(db, job("a", "held", 1));
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(enqueuedAt + 300));
  letGo();
  await allDone();
  expect(runs()).toBe(1);
});

test("a process that stood still does not begin its own jobs once more", async () => {
  const { handlers, runs, letGo } = heldJob();
  const worker = startWorker(handlers, 60);
  await worker.enqueue(db, job("a", "held", 1));
  await vi.waitFor(() => expect(runs()).toBe(1));
  const stillUntil = Date.now() + 120;
  while (Date.now() < stillUntil);
  // A job of another lane is begun by the first look for work after that.
  await worker.enqueue(db, job("b", "held", 2));
  await vi.waitFor(() => expect(runs()).toBeGreaterThan(1));
  letGo();
  await allDone();
  expect(runs()).toBe(2);
});

test("a job that ends its process each time is set aside in the end", async () => {
  await insertJob(db, job("a", "note", 1), 0);
  await insertJob(db, job("a", "note", 2), 0);
  for (let now = 1; now <= 16; now++) await claimNextJob(db, { worker: "dead", now, until: now });
  startWorker({ note: () => Promise.resolve() });
  await allDone();
  expect(await states()).toEqual([
    { state: "set_aside", lastError: "The service ended each time that it was at work on this." },
    { state: "done", lastError: null },
  ]);
});

test("stopping waits for the job under way and starts no other", async () => {
  const done: unknown[] = [];
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const worker = startWorker({
    note: async ({ payload }) => {
      await gate;
      done.push(payload);
    },
  });
  await worker.enqueue(db, job("a", "note", 1));
  await worker.enqueue(db, job("a", "note", 2));
  await vi.waitFor(async () => {
    const lane = await db.selectFrom("lanes").select("leasedBy").executeTakeFirstOrThrow();
    expect(lane.leasedBy).not.toBeNull();
  });
  const stopped = worker.stop();
  release?.();
  await stopped;
  expect(done).toEqual([1]);
});
