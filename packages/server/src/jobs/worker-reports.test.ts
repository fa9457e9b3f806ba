import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { job, openWorkers, type TestWorkers } from "../../test/open-workers.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import type { OnAttempt } from "./types.ts";
import type { Worker } from "./worker.ts";

let workers: TestWorkers;

beforeEach(async () => {
  workers = await openWorkers();
});

afterEach(() => workers.close());

const lines = () =>
  workers
    .logged()
    .split("\n")
    .flatMap((line) => (line ? [JSON.parse(line) as Record<string, unknown>] : []));

test("every line that is logged within a job names it and its request, also of jobs that it makes", async () => {
  const worker: Worker = workers.start({
    first: async () => {
      workers.logger.info("within");
      await workers.db.transaction().execute((trx) => worker.enqueue(trx, job("b", "second", 1)));
    },
    second: () => Promise.resolve(),
  });
  await workers.enqueue(worker, { ...job("a", "first", 1), requestId: "r-1" });
  await vi.waitFor(() => expect(lines()).toHaveLength(3));
  const told = lines().map(({ msg, kind, lane, requestId }) => [msg, kind, lane, requestId]);
  expect(told).toEqual([
    ["within", "first", "a", "r-1"],
    ["job done", "first", "a", "r-1"],
    ["job done", "second", "b", "r-1"],
  ]);
});

test("a job that is left undone, as it comes again by itself, is not told of as done", async () => {
  const worker = workers.start({ compare: () => Promise.resolve({ failure: "It is away." }) });
  await workers.enqueue(worker, job("a", "compare", 1));
  await workers.allDone();
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
  const worker = workers.start(handlers, { onAttempt });
  for (const kind of ["good", "bad", "slow", "refused", "unknown"]) {
    await workers.enqueue(worker, job(kind, kind, 1));
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
