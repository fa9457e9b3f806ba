import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { insertJob } from "./job-store.ts";
import { type Schedule, Scheduler } from "./schedule.ts";
import type { NewJob } from "./types.ts";

const HOUR = 3_600_000;

let db: Database;
const schedulers: Scheduler[] = [];

beforeEach(async () => {
  db = await openTestDatabase();
});

afterEach(async () => {
  await Promise.all(schedulers.splice(0).map((scheduler) => scheduler.stop()));
  await db.destroy();
});

/** A job without a name for what it is about: each time that it is enqueued it is another one. */
const job: NewJob = { lane: "clean-up", organizationId: null, kind: "clean-up", payload: {} };

function schedule(everyMs: number): Schedule {
  return { name: "clean-up", everyMs, onDue: (trx) => insertJob(trx, job, 0) };
}

async function start(...schedules: Schedule[]): Promise<void> {
  const logger = pino({ level: "silent" });
  const scheduler = new Scheduler(db, { schedules, logger, tickMs: 5 });
  schedulers.push(scheduler);
  await scheduler.start();
}

const enqueued = async () => (await db.selectFrom("jobs").select("id").execute()).length;

test("a schedule is due at once, and then each time that its interval has passed", async () => {
  await start(schedule(20));
  await vi.waitFor(async () => expect(await enqueued()).toBeGreaterThan(2));
});

test("replicas that look for the same schedule take each turn once", async () => {
  await Promise.all([1, 2, 3].map(() => start(schedule(HOUR))));
  await vi.waitFor(async () => expect(await enqueued()).toBe(1));
  for (let turn = 2; turn <= 5; turn++) {
    await db.updateTable("schedules").set({ nextRunAt: 0 }).execute();
    await vi.waitFor(async () => expect(await enqueued()).toBeGreaterThanOrEqual(turn));
    expect(await enqueued()).toBe(turn);
  }
});

test("a turn whose jobs cannot be enqueued is taken again, and holds up no other schedule", async () => {
  let failures = 2;
  const failing: Schedule = {
    name: "fails twice",
    everyMs: HOUR,
    onDue: async (trx) => {
      await insertJob(trx, job, 0);
      if (failures-- > 0) throw new Error("not now");
    },
  };
  await start(failing);
  await vi.waitFor(async () => expect(await enqueued()).toBe(1));
  expect(failures).toBe(-1);
});

test("an interval that was made shorter counts from the next start", async () => {
  const nextRunAt = Date.now() + HOUR;
  await db.insertInto("schedules").values({ name: "clean-up", nextRunAt }).execute();
  await start(schedule(20));
  await vi.waitFor(async () => expect(await enqueued()).toBeGreaterThan(0));
});

test("a turn that was set by a clock that was ahead does not wait for that time", async () => {
  await start(schedule(HOUR));
  await vi.waitFor(async () => expect(await enqueued()).toBe(1));
  await db
    .updateTable("schedules")
    .set({ nextRunAt: Date.now() + 365 * 24 * HOUR })
    .execute();
  await vi.waitFor(async () => expect(await enqueued()).toBe(2));
});
