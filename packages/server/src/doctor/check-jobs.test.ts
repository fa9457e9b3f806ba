import { afterEach, beforeEach, expect, test } from "vitest";
import { addUpstream } from "../../test/add-upstream.ts";
import { addIntegration, addOrganization } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { storePause } from "../integrations/integration-store.ts";
import { PROBE_INTEGRATION } from "../integrations/probe-integration.ts";
import { insertJob } from "../jobs/job-store.ts";
import { upstreamPollLaneName } from "../upstream/upstream-lane.ts";
import { storeUpstreamPause } from "../upstream/watch/upstream-pause-store.ts";
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

test("jobs of others and those that just came are no trouble", async () => {
  await insertJob(db, { lane: "b", organizationId: null, kind: "note", payload: 1 }, Date.now());
  expect(await checkJobs(db, ACME)).toMatchObject([{ level: "ok", message: "Nothing waits." }]);
  expect(await checkJobs(db, { id: null })).toMatchObject([
    { level: "ok", message: "1 job waits, the oldest for 0 min." },
  ]);
});

test("jobs of a paused integration wait for its host, and are counted apart from the others", async () => {
  const integrationId = await addIntegration(db);
  await addJob(HOUR_MS, { organizationId: 1, integrationId });
  await addJob(HOUR_MS, { organizationId: 1, integrationId });
  const probe = { lane: "p", organizationId: 1, integrationId, payload: 1 };
  await insertJob(db, { ...probe, kind: PROBE_INTEGRATION }, Date.now());
  await storePause(db, integrationId, { code: "c", reason: "r", at: 1 });
  const awaited = {
    level: "warning",
    message: "2 jobs wait for 127.0.0.1:1 to answer and let us in.",
  };
  expect(await checkJobs(db, ACME)).toMatchObject([awaited]);
  await insertJob(db, { lane: "b", organizationId: 1, kind: "note", payload: 1 }, Date.now());
  const due = { level: "ok", message: "1 job waits, the oldest for 0 min." };
  expect(await checkJobs(db, ACME)).toMatchObject([awaited, due]);
});

test("jobs of a paused upstream wait for it", async () => {
  await addUpstream(db);
  await storeUpstreamPause(db, 1, { code: "c", reason: "r", at: 1 });
  const job = { lane: upstreamPollLaneName(1), organizationId: 1, kind: "note", payload: 1 };
  await insertJob(db, job, Date.now());
  expect(await checkJobs(db, ACME)).toMatchObject([
    { level: "warning", message: "1 job waits for http://sentry to answer and let us in." },
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
