import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { job, openWorkers, type TestWorkers } from "../../test/open-workers.ts";
import { addIntegration, addOrganization } from "../../test/linked-repository.ts";
import { insertJob } from "./job-store.ts";
import type { JobHandler } from "./types.ts";

let workers: TestWorkers;

beforeEach(async () => {
  workers = await openWorkers();
});

afterEach(() => workers.close());

test("jobs of one lane run in order, and lanes run side by side", async () => {
  const seen: string[] = [];
  let bothLanes: (() => void) | undefined;
  const together = new Promise<void>((resolve) => (bothLanes = resolve));
  const worker = workers.start({
    note: async ({ lane, payload }) => {
      seen.push(`${lane}${String(payload)}`);
      if (seen.includes("a1") && seen.includes("b1")) bothLanes?.();
      await together;
    },
  });
  for (const n of [1, 2, 3]) {
    for (const lane of ["a", "b"]) await workers.enqueue(worker, job(lane, "note", n));
  }
  await workers.allDone();
  expect(seen.filter((entry) => entry.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(seen.filter((entry) => entry.startsWith("b"))).toEqual(["b1", "b2", "b3"]);
});

test("a job whose transaction is rolled back never runs", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  const worker = workers.start({ note: handler });
  const failing = workers.db.transaction().execute(async (trx) => {
    await worker.enqueue(trx, job("a", "note", 1));
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await workers.enqueue(worker, job("a", "note", 2));
  await workers.allDone();
  expect(handler.mock.calls.map(([job]) => job.payload)).toEqual([2]);
});

test("a second job with the same dedupe key is not enqueued", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  const worker = workers.start({ note: handler });
  const once = { ...job("a", "note", 1), dedupeKey: "delivery:1" };
  await workers.enqueue(worker, once);
  await workers.enqueue(worker, once);
  await workers.allDone();
  expect(handler).toHaveBeenCalledTimes(1);
});

test("a job that is wanted once is not enqueued while one of its kind was not begun", async () => {
  const now = Date.now();
  const wanted = { ...job("a", "look", 1), unlessWaiting: true };
  await insertJob(workers.db, wanted, now);
  await insertJob(workers.db, wanted, now);
  expect(await workers.states()).toHaveLength(1);
  await insertJob(workers.db, { ...wanted, lane: "b" }, now);
  await insertJob(workers.db, { ...wanted, kind: "other" }, now);
  expect(await workers.states()).toHaveLength(3);
  await workers.claimAs("somebody", 1_000);
  await insertJob(workers.db, wanted, now);
  expect(await workers.states()).toHaveLength(4);
});

test("a silent host takes some of the slots, and the lanes of others go on", async () => {
  await addOrganization(workers.db);
  const [silent, other] = [
    await addIntegration(workers.db),
    await addIntegration(workers.db, { host: "other:1" }),
  ];
  let asked = 0;
  const { promise: answer, resolve: letAnswer } = Promise.withResolvers<void>();
  const worker = workers.start(
    { ask: () => (asked++, answer), note: () => Promise.resolve() },
    { slots: 4, slotsPerIntegration: 2 },
  );
  const add = (name: string, integrationId: number, kind: string) =>
    workers.enqueue(worker, { ...job(name, kind, 1), organizationId: 1, integrationId });
  for (const name of ["a", "b", "c", "d", "e"]) await add(name, silent, "ask");
  for (const name of ["f", "g", "h"]) await add(name, other, "note");
  await vi.waitFor(async () => {
    const ended = (await workers.states()).filter(({ state }) => state === "done");
    expect(ended).toHaveLength(3);
  });
  expect(asked).toBe(2);
  letAnswer();
  await workers.allDone();
  expect(asked).toBe(5);
});

test("stopping waits for the job under way and starts no other", async () => {
  const done: unknown[] = [];
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const worker = workers.start({
    note: async ({ payload }) => {
      await gate;
      done.push(payload);
    },
  });
  await workers.enqueue(worker, job("a", "note", 1));
  await workers.enqueue(worker, job("a", "note", 2));
  await vi.waitFor(async () => {
    const lane = await workers.db.selectFrom("lanes").select("leasedBy").executeTakeFirstOrThrow();
    expect(lane.leasedBy).not.toBeNull();
  });
  const stopped = worker.stop();
  release?.();
  await stopped;
  expect(done).toEqual([1]);
});

test("a job that does not end is told so, and given back without counting", async () => {
  const signals: AbortSignal[] = [];
  const endless: JobHandler = (_job, signal) => {
    signals.push(signal);
    return new Promise<void>(() => undefined);
  };
  const worker = workers.start({ endless }, { graceMs: 0, abortMs: 0 });
  await workers.enqueue(worker, job("a", "endless", 1));
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  await worker.stop();
  expect(signals[0]?.aborted).toBe(true);
  const attempts: number[] = [];
  workers.start({ endless: ({ attempt }) => Promise.resolve(void attempts.push(attempt)) });
  await workers.allDone();
  expect(attempts).toEqual([1]);
});

test("what a handler throws when it is told to end is no failure", async () => {
  const abortable: JobHandler = (_job, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("cut off")));
    });
  const worker = workers.start({ abortable }, { graceMs: 0 });
  await workers.enqueue(worker, job("a", "abortable", 1));
  await vi.waitFor(async () => expect((await lane("a")).leasedBy).not.toBeNull());
  await worker.stop();
  expect(await workers.states()).toEqual([{ state: "waiting", lastError: null }]);
  expect(await lane("a")).toMatchObject({ leasedBy: null, leasedUntil: 0 });
});

const lane = (name: string) =>
  workers.db.selectFrom("lanes").selectAll().where("name", "=", name).executeTakeFirstOrThrow();
