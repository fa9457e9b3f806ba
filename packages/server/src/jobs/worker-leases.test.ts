import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { job, openWorkers, type TestWorkers } from "../../test/open-workers.ts";
import { insertJob } from "./job-store.ts";
import type { JobHandler } from "./types.ts";

let workers: TestWorkers;

beforeEach(async () => {
  workers = await openWorkers();
});

afterEach(() => workers.close());

test("a job of a worker that died is taken over when its lease ends", async () => {
  const now = Date.now();
  await insertJob(workers.db, job("a", "note", 1), now);
  // What kill -9 leaves behind: a lane that is leased, and nobody who extends the lease.
  await workers.claimAs("dead", 200);
  const attempts: number[] = [];
  workers.start({
    note: ({ attempt }) => {
      attempts.push(attempt);
      return Promise.resolve();
    },
  });
  await workers.allDone();
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
  const worker = workers.start(handlers, { leaseMs: 500 });
  workers.start(handlers, { leaseMs: 500 });
  const enqueuedAt = Date.now();
  await workers.enqueue(worker, job("a", "held", 1));
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(enqueuedAt + 1_200), 5_000);
  letGo();
  await workers.allDone();
  expect(runs()).toBe(1);
});

test("a process that stood still does not begin its own jobs once more", async () => {
  const { handlers, runs, letGo } = heldJob();
  const worker = workers.start(handlers, { leaseMs: 60 });
  await workers.enqueue(worker, job("a", "held", 1));
  await vi.waitFor(() => expect(runs()).toBe(1));
  const stillUntil = Date.now() + 120;
  while (Date.now() < stillUntil);
  // A job of another lane is begun by the first look for work after that.
  await workers.enqueue(worker, job("b", "held", 2));
  await vi.waitFor(() => expect(runs()).toBeGreaterThan(1));
  letGo();
  await workers.allDone();
  expect(runs()).toBe(2);
});

test("a job that ends its process each time is set aside in the end", async () => {
  await insertJob(workers.db, job("a", "note", 1), 0);
  await insertJob(workers.db, job("a", "note", 2), 0);
  for (let attempt = 1; attempt <= 16; attempt++) await workers.claimAs("dead", 0);
  workers.start({ note: () => Promise.resolve() });
  await workers.allDone();
  expect(await workers.states()).toEqual([
    { state: "set_aside", lastError: "The service ended each time that it was at work on this." },
    { state: "done", lastError: null },
  ]);
});

test("what was enqueued and taken while the clock was ahead is done when it was put right", async () => {
  const ahead = Date.now() + 365 * 24 * 60 * 60_000;
  await insertJob(workers.db, job("a", "note", 1), ahead);
  await insertJob(workers.db, job("b", "note", 2), Date.now());
  await workers.db
    .updateTable("lanes")
    .set({ leasedUntil: ahead })
    .where("name", "=", "b")
    .execute();
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  workers.start({ note: handler }, { leaseMs: 100 });
  await workers.allDone();
  expect(handler).toHaveBeenCalledTimes(2);
});
