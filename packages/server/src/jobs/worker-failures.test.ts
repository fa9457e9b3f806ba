import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { job, openWorkers, type TestWorkers } from "../../test/open-workers.ts";
import { wakeLanes } from "./job-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";
import type { JobHandler } from "./types.ts";

let workers: TestWorkers;

beforeEach(async () => {
  workers = await openWorkers();
});

afterEach(() => workers.close());

test("a failing job keeps its place and its reason, and does not stop other lanes", async () => {
  const worker = workers.start({
    fail: () => Promise.reject(Object.assign(new Error("Bitbucket is away"), { retryAfterMs: 50 })),
    note: () => Promise.resolve(),
  });
  await workers.enqueue(worker, job("a", "fail", 1));
  await workers.enqueue(worker, job("a", "note", 2));
  await workers.enqueue(worker, job("b", "note", 3));
  await vi.waitFor(async () => {
    expect(await workers.states()).toEqual([
      { state: "waiting", lastError: "Bitbucket is away" },
      { state: "waiting", lastError: null },
      { state: "done", lastError: null },
    ]);
  });
});

test("after the last attempt a job is set aside and its lane goes on", async () => {
  const worker = workers.start({
    fail: () => Promise.reject(Object.assign(new Error("poisoned"), { retryAfterMs: 1 })),
    note: () => Promise.resolve(),
  });
  await workers.enqueue(worker, job("a", "fail", 1));
  await workers.enqueue(worker, job("a", "note", 2));
  await workers.allDone();
  expect(await workers.states()).toEqual([
    { state: "set_aside", lastError: "poisoned" },
    { state: "done", lastError: null },
  ]);
});

test("a job that only somebody else can help waits to be woken, and loses no attempt", async () => {
  let isRefused = true;
  const worker = workers.start({
    ask: () =>
      isRefused
        ? Promise.reject(Object.assign(new Error("the token was revoked"), { isPause: true }))
        : Promise.resolve(),
  });
  await workers.enqueue(worker, job("a", "ask", 1));
  await vi.waitFor(async () => {
    const waiting = { state: "waiting", lastError: "the token was revoked" };
    expect(await workers.states()).toEqual([waiting]);
  });
  const { attempts, runAt } = await workers.db
    .selectFrom("jobs")
    .select(["attempts", "runAt"])
    .executeTakeFirstOrThrow();
  expect(attempts).toBe(0);
  expect(runAt).toBeGreaterThan(Date.now() + 60_000);
  isRefused = false;
  await wakeLanes(workers.db, ["a"]);
  await workers.allDone();
});

test("a job that cannot ever succeed is set aside at once", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.reject(new PermanentJobError("unreadable")));
  const worker = workers.start({ fail: handler });
  await workers.enqueue(worker, job("a", "fail", 1));
  await workers.allDone();
  expect(await workers.states()).toEqual([{ state: "set_aside", lastError: "unreadable" }]);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("a reason that no database takes as it is, is kept without what it does not take", async () => {
  const worker = workers.start({
    note: () => Promise.reject(new PermanentJobError("Bitbucket says: a\0b\uD800")),
  });
  await workers.enqueue(worker, job("a", "note", 1));
  await workers.allDone();
  expect(await workers.states()).toEqual([
    { state: "set_aside", lastError: "Bitbucket says: ab\uFFFD" },
  ]);
});

test.each([
  ["the last attempt", new Error("It is broken.")],
  ["the first one that nothing helps", new PermanentJobError("It is broken.")],
])("who owns what a job is about is told with it that %s failed", async (_which, error) => {
  const told: unknown[] = [];
  const worker = workers.start(
    { break: () => Promise.reject(error) },
    {
      onSetAside: {
        break: async (trx, payload, reason) => {
          const { state } = await trx.selectFrom("jobs").select("state").executeTakeFirstOrThrow();
          told.push([payload, reason, state]);
        },
      },
    },
  );
  await workers.db.transaction().execute(async (trx) => {
    await worker.enqueue(trx, job("a", "break", { id: 1 }));
    await trx
      .updateTable("jobs")
      .set({ attempts: MAX_ATTEMPTS - 1 })
      .execute();
  });
  await workers.allDone();
  expect(told).toEqual([[{ id: 1 }, "It is broken.", "set_aside"]]);
});
