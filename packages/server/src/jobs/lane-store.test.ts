import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { openSharedTestDatabase, type SharedTestDatabase } from "../../test/open-test-database.ts";
import { insertJob } from "./job-store.ts";
import { claimJobs } from "./claim-store.ts";
import { extendLeases, freeAllLanes } from "./lane-store.ts";

let shared: SharedTestDatabase;

beforeEach(async () => {
  shared = await openSharedTestDatabase();
  const job = { lane: "a", organizationId: null, kind: "x", payload: null };
  await insertJob(shared.db, job, Date.now());
});

afterEach(async () => {
  vi.useRealTimers();
  await shared.close();
});

const claim = (worker: string, ms = 60_000) =>
  claimJobs(shared.other, { worker, ms }, { limit: 1, heldLanes: [], fullIntegrations: () => [] });

test("what a dead process held is taken at once when nobody else can be alive", async () => {
  expect(await claim("dead")).toHaveLength(1);
  expect(await claim("alive")).toEqual([]);
  await freeAllLanes(shared.db);
  expect(await claim("alive")).toMatchObject([{ lane: "a", attempt: 2 }]);
});

test("a lease is held longer by who has it, and by nobody else", async () => {
  await claim("one", 0);
  await extendLeases(shared.db, ["a"], { worker: "another", ms: 60_000 });
  expect(await claim("two", 0)).toHaveLength(1);
  await extendLeases(shared.db, ["a"], { worker: "two", ms: 60_000 });
  expect(await claim("three")).toEqual([]);
});

// With SQLite there is one process.
test.runIf(inject("postgres"))(
  "a lease is held longer while another process writes, and stands still",
  async () => {
    await claim("one", 0);
    await shared.db.transaction().execute(async (trx) => {
      await trx.selectFrom("jobs").selectAll().execute();
      await extendLeases(shared.other, ["a"], { worker: "one", ms: 60_000 });
    });
    expect(await claim("two")).toEqual([]);
  },
);

test.runIf(inject("postgres"))(
  "a process whose clock is ahead takes no lane from one that lives",
  async () => {
    await claim("one", 10_000);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect(await claim("ahead")).toEqual([]);
  },
);
