import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { createLogger } from "../config/create-logger.ts";
import type { Database } from "../db/database.ts";
import { LEFT_OFF, listAttempts, recordAttempt } from "./attempt-store.ts";
import { insertJob } from "./job-store.ts";
import { claimJobs } from "./claim-store.ts";
import { freeAllLanes } from "./lane-store.ts";
import { PermanentJobError } from "./permanent-job-error.ts";
import type { JobHandler } from "./types.ts";
import { Worker } from "./worker.ts";

let db: Database;
let worker: Worker | undefined;

beforeEach(async () => {
  db = await openTestDatabase();
  const job = { lane: "a", organizationId: null, kind: "note", payload: null };
  await insertJob(db, job, Date.now());
});

afterEach(async () => {
  await worker?.stop();
  await db.destroy();
});

/** Does the job until it waits no more, or for its next attempt. */
async function work(handler: JobHandler): Promise<void> {
  worker = new Worker(db, {
    handlers: { note: handler },
    logger: createLogger("silent", { write: () => undefined }),
    pollMs: 5,
  });
  worker.start();
  await vi.waitFor(async () => {
    const lane = await db.selectFrom("lanes").selectAll().executeTakeFirstOrThrow();
    const isLater = lane.nextRunAt === null || lane.nextRunAt > Date.now();
    expect(lane.leasedBy === null && isLater).toBe(true);
  });
}

const job = () => db.selectFrom("jobs").selectAll().executeTakeFirstOrThrow();
const attempts = async () => listAttempts(db, await job());
const claim = () =>
  claimJobs(
    db,
    { worker: "one", ms: 60_000 },
    { limit: 1, heldLanes: [], fullIntegrations: () => [] },
  );

test("a job that is done at once has one attempt, and no row for it", async () => {
  await work(() => Promise.resolve());
  expect(await attempts()).toEqual([
    { startedAt: expect.any(Number), finishedAt: expect.any(Number), error: null },
  ]);
  expect(await db.selectFrom("jobAttempts").selectAll().execute()).toEqual([]);
});

test("an attempt that failed is kept with its reason, also the last", async () => {
  await work(() => Promise.reject(new Error("away")));
  await worker?.stop();
  await db.updateTable("jobs").set({ runAt: 0 }).execute();
  await db.updateTable("lanes").set({ nextRunAt: 0 }).execute();
  await work(() => Promise.reject(new PermanentJobError("gone")));
  expect(await attempts()).toMatchObject([
    { finishedAt: expect.any(Number), error: "away" },
    { finishedAt: expect.any(Number), error: "gone" },
  ]);
});

test("an attempt that took its process with it has no end, and the next is under way", async () => {
  await claim();
  expect(await attempts()).toMatchObject([{ finishedAt: null, error: null }]);
  await freeAllLanes(db);
  await claim();
  expect(await attempts()).toMatchObject([
    { finishedAt: null, error: LEFT_OFF },
    { finishedAt: null, error: null },
  ]);
});

test("of many attempts the last are kept, and they go with their job", async () => {
  const { id: jobId } = await job();
  for (let n = 0; n < 60; n++) {
    await recordAttempt(db, { jobId, startedAt: n, finishedAt: n, error: String(n) });
  }
  const kept = (await attempts()).map(({ error }) => error);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, "10", "59"]);
  await db.deleteFrom("jobs").execute();
  expect(await db.selectFrom("jobAttempts").selectAll().execute()).toEqual([]);
});
