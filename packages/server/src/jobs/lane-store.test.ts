import { expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { insertJob } from "./job-store.ts";
import { claimJobs, freeAllLanes } from "./lane-store.ts";

test("what a dead process held is taken at once when nobody else can be alive", async () => {
  await using db = await openTestDatabase();
  const now = Date.now();
  await insertJob(db, { lane: "a", organizationId: null, kind: "x", payload: null }, now);
  const claim = (worker: string) =>
    claimJobs(
      db,
      { worker, now, until: now + 60_000 },
      { limit: 9, heldLanes: [], fullIntegrations: () => [] },
    );
  expect(await claim("dead")).toHaveLength(1);
  expect(await claim("alive")).toEqual([]);
  await freeAllLanes(db);
  expect(await claim("alive")).toMatchObject([{ lane: "a", attempt: 2 }]);
});
