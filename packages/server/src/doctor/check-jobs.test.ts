import { afterEach, beforeEach, expect, test } from "vitest";
import { addIntegration, addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { storePause } from "../integrations/integration-store.ts";
import { insertJob } from "../jobs/job-store.ts";
import { checkJobs, checkWorkers } from "./check-jobs.ts";

const ACME = { id: 1, slug: "acme" };
const HOUR_MS = 60 * 60_000;

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
});

afterEach(() => db.destroy());

/** Enqueues a job so long ago. */
const addJob = (agoMs: number, owner: { organizationId: number | null; integrationId?: number }) =>
  insertJob(db, { lane: "a", kind: "note", payload: 1, ...owner }, Date.now() - agoMs);

test("a job that waits for long is told with its lane and its last reason", async () => {
  await addJob(HOUR_MS, { organizationId: 1 });
  await db.updateTable("jobs").set({ attempts: 3, lastError: "It is busy." }).execute();
  expect(await checkJobs(db, ACME)).toEqual([
    {
      level: "warning",
      area: "Jobs",
      message: expect.stringContaining(
        "1 job waits, the oldest for 60 min: note in a after 3 attempts, whose last attempt failed: It is busy.",
      ),
    },
  ]);
});

test("jobs of others, those that just came, and those of a paused integration are no trouble", async () => {
  const integrationId = await addIntegration(db);
  await storePause(db, integrationId, { code: "c", reason: "r", at: 1 });
  await addJob(HOUR_MS, { organizationId: 1, integrationId });
  await insertJob(db, { lane: "b", organizationId: null, kind: "note", payload: 1 }, Date.now());
  expect(await checkJobs(db, ACME)).toMatchObject([{ level: "ok", message: "Nothing waits." }]);
  expect(await checkJobs(db, { id: null })).toMatchObject([
    { level: "ok", message: "1 job waits, the oldest for 0 min." },
  ]);
});

test("lanes that are due and that no worker takes are an error", async () => {
  await addJob(30_000, { organizationId: 1 });
  expect(await checkWorkers(db)).toEqual([]);
  await db
    .updateTable("lanes")
    .set({ nextRunAt: Date.now() - HOUR_MS })
    .execute();
  expect(await checkWorkers(db)).toMatchObject([
    { level: "error", message: expect.stringContaining("1 lane is due for more than a minute") },
  ]);
  await db
    .updateTable("lanes")
    .set({ leasedUntil: Date.now() + 5_000 })
    .execute();
  expect(await checkWorkers(db)).toEqual([]);
});
