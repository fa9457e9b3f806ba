import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addIntegration, addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { createLogger } from "../config/create-logger.ts";
import type { Database } from "../db/database.ts";
import { isPostgres } from "../db/is-postgres.ts";
import { insertJob, wakeLanes } from "./job-store.ts";
import { claimJobs } from "./claim-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";
import type { ClaimedJob, JobHandler, NewJob, OnAttempt } from "./types.ts";
import type { WorkerOptions } from "./worker-options.ts";
import { Worker } from "./worker.ts";

let db: Database;
let logged = "";
const workers: Worker[] = [];

beforeEach(async () => {
  db = await openTestDatabase();
  logged = "";
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await db.destroy();
});

function startWorker(
  handlers: Record<string, JobHandler>,
  options: Partial<WorkerOptions> = {},
): Worker {
  const logger = createLogger("info", { write: (line) => void (logged += line) });
  const worker = new Worker(db, { handlers, logger, pollMs: 5, ...options });
  workers.push(worker);
  worker.start();
  return worker;
}

/** A job of an organization that does not matter here. */
function job(lane: string, kind: string, payload: unknown): NewJob {
  return { lane, organizationId: null, kind, payload };
}

const enqueue = (worker: Worker, added: NewJob) =>
  db.transaction().execute((trx) => worker.enqueue(trx, added));

const states = () => db.selectFrom("jobs").select(["state", "lastError"]).orderBy("id").execute();

/** Others may keep the machine busy. */
const PATIENCE = { timeout: 10_000 };

const allDone = () =>
  vi.waitFor(async () => {
    expect((await states()).map((job) => job.state)).not.toContain("waiting");
  }, PATIENCE);

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
    for (const lane of ["a", "b"]) await enqueue(worker, job(lane, "note", n));
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
  await enqueue(worker, job("a", "note", 2));
  await allDone();
  expect(handler.mock.calls.map(([job]) => job.payload)).toEqual([2]);
});

test("a second job with the same dedupe key is not enqueued", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  const worker = startWorker({ note: handler });
  const once = { ...job("a", "note", 1), dedupeKey: "delivery:1" };
  await enqueue(worker, once);
  await enqueue(worker, once);
  await allDone();
  expect(handler).toHaveBeenCalledTimes(1);
});

test("a failing job keeps its place and its reason, and does not stop other lanes", async () => {
  const worker = startWorker({
    fail: () => Promise.reject(Object.assign(new Error("Bitbucket is away"), { retryAfterMs: 50 })),
    note: () => Promise.resolve(),
  });
  await enqueue(worker, job("a", "fail", 1));
  await enqueue(worker, job("a", "note", 2));
  await enqueue(worker, job("b", "note", 3));
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
    fail: () => Promise.reject(Object.assign(new Error("poisoned"), { retryAfterMs: 1 })),
    note: () => Promise.resolve(),
  });
  await enqueue(worker, job("a", "fail", 1));
  await enqueue(worker, job("a", "note", 2));
  await allDone();
  expect(await states()).toEqual([
    { state: "set_aside", lastError: "poisoned" },
    { state: "done", lastError: null },
  ]);
});

test("a job that only somebody else can help waits to be woken, and loses no attempt", async () => {
  let isRefused = true;
  const worker = startWorker({
    ask: () =>
      isRefused
        ? Promise.reject(Object.assign(new Error("the token was revoked"), { isPause: true }))
        : Promise.resolve(),
  });
  await enqueue(worker, job("a", "ask", 1));
  await vi.waitFor(async () => {
    const waiting = { state: "waiting", lastError: "the token was revoked" };
    expect(await states()).toEqual([waiting]);
  });
  const { attempts, runAt } = await db
    .selectFrom("jobs")
    .select(["attempts", "runAt"])
    .executeTakeFirstOrThrow();
  expect(attempts).toBe(0);
  expect(runAt).toBeGreaterThan(Date.now() + 60_000);
  isRefused = false;
  await wakeLanes(db, ["a"]);
  await allDone();
});

test("a job that is wanted once is not enqueued while one of its kind was not begun", async () => {
  const now = Date.now();
  const wanted = { ...job("a", "look", 1), unlessWaiting: true };
  await insertJob(db, wanted, now);
  await insertJob(db, wanted, now);
  expect(await states()).toHaveLength(1);
  await insertJob(db, { ...wanted, lane: "b" }, now);
  await insertJob(db, { ...wanted, kind: "other" }, now);
  expect(await states()).toHaveLength(3);
  await claimAs("somebody", 1_000);
  await insertJob(db, wanted, now);
  expect(await states()).toHaveLength(4);
});

test("a job that cannot ever succeed is set aside at once", async () => {
  const handler = vi.fn<JobHandler>(() => Promise.reject(new PermanentJobError("unreadable")));
  const worker = startWorker({ fail: handler });
  await enqueue(worker, job("a", "fail", 1));
  await allDone();
  expect(await states()).toEqual([{ state: "set_aside", lastError: "unreadable" }]);
  expect(handler).toHaveBeenCalledTimes(1);
});

function claimAs(worker: string, ms: number): Promise<ClaimedJob[]> {
  const capacity = { limit: 1, heldLanes: [], fullIntegrations: () => [] };
  return claimJobs(db, { worker, ms }, capacity);
}

test("a job of a worker that died is taken over when its lease ends", async () => {
  const now = Date.now();
  await insertJob(db, job("a", "note", 1), now);
  // What kill -9 leaves behind: a lane that is leased, and nobody who extends the lease.
  await claimAs("dead", 200);
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
  const worker = startWorker(handlers, { leaseMs: 500 });
  startWorker(handlers, { leaseMs: 500 });
  const enqueuedAt = Date.now();
  await enqueue(worker, job("a", "held", 1));
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(enqueuedAt + 1_200), 5_000);
  letGo();
  await allDone();
  expect(runs()).toBe(1);
});

test("a process that stood still does not begin its own jobs once more", async () => {
  const { handlers, runs, letGo } = heldJob();
  const worker = startWorker(handlers, { leaseMs: 60 });
  await enqueue(worker, job("a", "held", 1));
  await vi.waitFor(() => expect(runs()).toBe(1));
  const stillUntil = Date.now() + 120;
  while (Date.now() < stillUntil);
  // A job of another lane is begun by the first look for work after that.
  await enqueue(worker, job("b", "held", 2));
  await vi.waitFor(() => expect(runs()).toBeGreaterThan(1));
  letGo();
  await allDone();
  expect(runs()).toBe(2);
});

test("a job that ends its process each time is set aside in the end", async () => {
  await insertJob(db, job("a", "note", 1), 0);
  await insertJob(db, job("a", "note", 2), 0);
  for (let attempt = 1; attempt <= 16; attempt++) await claimAs("dead", 0);
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
  await enqueue(worker, job("a", "note", 1));
  await enqueue(worker, job("a", "note", 2));
  await vi.waitFor(async () => {
    const lane = await db.selectFrom("lanes").select("leasedBy").executeTakeFirstOrThrow();
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
  const worker = startWorker({ endless }, { graceMs: 0, abortMs: 0 });
  await enqueue(worker, job("a", "endless", 1));
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  await worker.stop();
  expect(signals[0]?.aborted).toBe(true);
  const attempts: number[] = [];
  startWorker({ endless: ({ attempt }) => Promise.resolve(void attempts.push(attempt)) });
  await allDone();
  expect(attempts).toEqual([1]);
});

test("what a handler throws when it is told to end is no failure", async () => {
  const abortable: JobHandler = (_job, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("cut off")));
    });
  const worker = startWorker({ abortable }, { graceMs: 0 });
  await enqueue(worker, job("a", "abortable", 1));
  await vi.waitFor(async () => expect((await lane("a")).leasedBy).not.toBeNull());
  await worker.stop();
  expect(await states()).toEqual([{ state: "waiting", lastError: null }]);
  expect(await lane("a")).toMatchObject({ leasedBy: null, leasedUntil: 0 });
});

const lane = (name: string) =>
  db.selectFrom("lanes").selectAll().where("name", "=", name).executeTakeFirstOrThrow();

test("a silent host takes some of the slots, and the lanes of others go on", async () => {
  await addOrganization(db);
  const [silent, other] = [await addIntegration(db), await addIntegration(db, { host: "other:1" })];
  let asked = 0;
  const { promise: answer, resolve: letAnswer } = Promise.withResolvers<void>();
  const worker = startWorker(
    { ask: () => (asked++, answer), note: () => Promise.resolve() },
    { slots: 4, slotsPerIntegration: 2 },
  );
  const add = (name: string, integrationId: number, kind: string) =>
    enqueue(worker, { ...job(name, kind, 1), organizationId: 1, integrationId });
  for (const name of ["a", "b", "c", "d", "e"]) await add(name, silent, "ask");
  for (const name of ["f", "g", "h"]) await add(name, other, "note");
  await vi.waitFor(async () => {
    const ended = (await states()).filter(({ state }) => state === "done");
    expect(ended).toHaveLength(3);
  });
  expect(asked).toBe(2);
  letAnswer();
  await allDone();
  expect(asked).toBe(5);
});

test("an outcome that cannot be written is written later, and the job does not run again", async () => {
  const rename = (from: string, to: string) =>
    db.schema.alterTable("jobs").renameColumn(from, to).execute();
  let runs = 0;
  const worker = startWorker({
    note: async () => {
      runs++;
      await rename("finished_at", "away");
    },
  });
  await enqueue(worker, job("a", "note", 1));
  await vi.waitFor(() => expect(logged).toContain("cannot write how a job ended"));
  await rename("away", "finished_at");
  await allDone();
  expect(runs).toBe(1);
});

test("what was enqueued and taken while the clock was ahead is done when it was put right", async () => {
  const ahead = Date.now() + 365 * 24 * 60 * 60_000;
  await insertJob(db, job("a", "note", 1), ahead);
  await insertJob(db, job("b", "note", 2), Date.now());
  await db.updateTable("lanes").set({ leasedUntil: ahead }).where("name", "=", "b").execute();
  const handler = vi.fn<JobHandler>(() => Promise.resolve());
  startWorker({ note: handler }, { leaseMs: 100 });
  await allDone();
  expect(handler).toHaveBeenCalledTimes(2);
});

test("a worker that cannot take jobs tells so", async () => {
  const onError = vi.fn<() => void>();
  const worker = startWorker({}, { onError });
  expect(worker.isWorking).toBe(true);
  await db.schema.alterTable("lanes").renameTo("away").execute();
  await vi.waitFor(() => expect(onError).toHaveBeenCalled());
  expect(logged).toContain("cannot take jobs");
  const now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => now + 11_000);
  expect(worker.isWorking).toBe(false);
  vi.restoreAllMocks();
  await db.schema.alterTable("away").renameTo("lanes").execute();
});

test("an outcome that can never be written stops no other lane", async () => {
  await refuseOutcomes(db, "note");
  const worker = startWorker({ note: () => Promise.resolve(), other: () => Promise.resolve() });
  await enqueue(worker, job("a", "note", 1));
  await vi.waitFor(() => expect(logged).toContain("cannot write how a job ended"));
  await enqueue(worker, job("b", "other", 2));
  await vi.waitFor(async () =>
    expect((await states()).map(({ state }) => state)).toEqual(["waiting", "done"]),
  );
});

/** Has the database refuse that a job of a kind is done. */
async function refuseOutcomes(db: Database, kind: string): Promise<void> {
  const when = `for each row when (new.kind = '${kind}' and new.state = 'done')`;
  const onSqlite = [
    `create trigger refused before update on jobs ${when}
      begin select raise(abort, 'refused'); end`,
  ];
  const onPostgres = [
    `create function refused() returns trigger language plpgsql as
      $$ begin raise exception 'refused'; end $$`,
    `create trigger refused before update on jobs ${when} execute function refused()`,
  ];
  for (const statement of isPostgres(db) ? onPostgres : onSqlite) {
    await sql.raw(statement).execute(db);
  }
}

test("a reason that no database takes as it is, is kept without what it does not take", async () => {
  const worker = startWorker({
    note: () => Promise.reject(new PermanentJobError("Bitbucket says: a\0b\uD800")),
  });
  await enqueue(worker, job("a", "note", 1));
  await allDone();
  expect(await states()).toEqual([{ state: "set_aside", lastError: "Bitbucket says: ab\uFFFD" }]);
});

const lines = () =>
  logged.split("\n").flatMap((line) => (line ? [JSON.parse(line) as Record<string, unknown>] : []));

test("every line that is logged within a job names it and its request, also of jobs that it makes", async () => {
  const logger = createLogger("info", { write: (line) => void (logged += line) });
  const worker: Worker = startWorker({
    first: async () => {
      logger.info("within");
      await db.transaction().execute((trx) => worker.enqueue(trx, job("b", "second", 1)));
    },
    second: () => Promise.resolve(),
  });
  await enqueue(worker, { ...job("a", "first", 1), requestId: "r-1" });
  await vi.waitFor(() => expect(lines()).toHaveLength(3));
  const told = lines().map(({ msg, kind, lane, requestId }) => [msg, kind, lane, requestId]);
  expect(told).toEqual([
    ["within", "first", "a", "r-1"],
    ["job done", "first", "a", "r-1"],
    ["job done", "second", "b", "r-1"],
  ]);
});

test("a job that is left undone, as it comes again by itself, is not told of as done", async () => {
  const worker = startWorker({ compare: () => Promise.resolve({ failure: "It is away." }) });
  await enqueue(worker, job("a", "compare", 1));
  await allDone();
  expect(lines()).toMatchObject([
    { level: "warn", msg: "job failed, and is left", kind: "compare" },
  ]);
});

test("how each attempt ended is told, with its time", async () => {
  const ends: string[] = [];
  const onAttempt: OnAttempt = ({ kind, end, seconds }) => {
    ends.push(`${kind} ${end} ${seconds >= 0 && seconds < 30}`);
  };
  const paused = Object.assign(new Error("refused"), { isPause: true });
  const handlers = {
    good: () => Promise.resolve(),
    bad: () => Promise.reject(new PermanentJobError("never")),
    slow: () => Promise.reject(new Error("later")),
    refused: () => Promise.reject(paused),
  };
  const worker = startWorker(handlers, { onAttempt });
  for (const kind of ["good", "bad", "slow", "refused", "unknown"]) {
    await enqueue(worker, job(kind, kind, 1));
  }
  await vi.waitFor(() => expect(ends).toHaveLength(5));
  expect(ends.toSorted()).toEqual([
    "bad set_aside true",
    "good done true",
    "refused paused true",
    "slow retried true",
    "unknown retried true",
  ]);
});

test.each([
  ["the last attempt", new Error("It is broken.")],
  ["the first one that nothing helps", new PermanentJobError("It is broken.")],
])("who owns what a job is about is told with it that %s failed", async (_which, error) => {
  const told: unknown[] = [];
  const worker = startWorker(
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
  await db.transaction().execute(async (trx) => {
    await worker.enqueue(trx, job("a", "break", { id: 1 }));
    await trx
      .updateTable("jobs")
      .set({ attempts: MAX_ATTEMPTS - 1 })
      .execute();
  });
  await allDone();
  expect(told).toEqual([[{ id: 1 }, "It is broken.", "set_aside"]]);
});
