import { afterEach, beforeEach, expect, test } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { storePause } from "../integrations/integration-store.ts";
import { insertJob } from "../jobs/job-store.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

let db: Database;
let metrics: Metrics;

beforeEach(async () => {
  db = await openTestDatabase();
  metrics = createMetrics(db);
});

afterEach(() => db.destroy());

/** Its line in what Prometheus reads, without what all names begin with. */
async function read(metric: string): Promise<string | undefined> {
  const lines = (await metrics.read()).split("\n");
  const found = lines.find((line) => line.startsWith(`sentry_bitbucket_${metric} `));
  return found?.split(" ").at(-1);
}

async function addJob(lane: string, at: number, state: "waiting" | "done" | "set_aside") {
  await insertJob(db, { lane, organizationId: null, kind: "note", payload: 1 }, at);
  const jobs = db.selectFrom("jobs").select((eb) => eb.fn.max("id").as("id"));
  await db.updateTable("jobs").set({ state }).where("id", "=", jobs).execute();
}

test("an empty service has nothing to tell, in figures", async () => {
  expect(await read("jobs_waiting")).toBe("0");
  expect(await read("job_oldest_waiting_seconds")).toBe("0");
  expect(await read("lane_depth_max")).toBe("0");
  expect(await read('integrations{status="paused"}')).toBe("0");
  expect(await read("process_cpu_seconds_total")).toBeUndefined();
  expect(await metrics.read()).toMatch(/^process_cpu_seconds_total \d/m);
});

test("what waits is counted, with its depth and age; what is done is not", async () => {
  const minuteAgo = Date.now() - 60_000;
  await addJob("a", minuteAgo - 60_000, "done");
  await addJob("a", minuteAgo, "waiting");
  await addJob("a", Date.now(), "waiting");
  await addJob("b", Date.now(), "waiting");
  await addJob("b", Date.now(), "set_aside");
  expect(await read("jobs_waiting")).toBe("3");
  expect(await read("lanes_waiting")).toBe("2");
  expect(await read("lane_depth_max")).toBe("2");
  expect(await read("jobs_set_aside")).toBe("1");
  const age = Number(await read("job_oldest_waiting_seconds"));
  expect(age).toBeGreaterThanOrEqual(60);
  expect(age).toBeLessThan(90);
});

test("what waits for an integration that is paused is counted, and does not age", async () => {
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const job = { organizationId: 1, kind: "note", payload: 1 };
  await insertJob(db, { ...job, lane: "a", integrationId }, Date.now() - 60_000);
  expect(Number(await read("job_oldest_waiting_seconds"))).toBeGreaterThanOrEqual(60);
  await storePause(db, integrationId, { code: "c", reason: "r", at: 1 });
  expect(await read("job_oldest_waiting_seconds")).toBe("0");
  expect(await read("jobs_waiting")).toBe("1");
});

test("what can be counted begins with zero, so that its first is seen to come", async () => {
  metrics.expectDeliveries(["repo:modified"], ["stored", "refused"]);
  metrics.expectAttempts(["note"]);
  expect(await read('deliveries_total{event="repo:modified",verdict="refused"}')).toBe("0");
  expect(await read('job_attempts_total{kind="note",outcome="set_aside"}')).toBe("0");
  for (const finding of ["missed_ref_change", "repaired_webhook", "failed_comparison"]) {
    expect(await read(`reconcile_findings_total{finding="${finding}"}`)).toBe("0");
  }
});

test("webhooks are counted by state, and integrations by whether they are let in", async () => {
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, externalId: "1", slug: "web", secret: "s" };
  await addRepository(db, linked);
  await storePause(db, integrationId, { code: "c", reason: "r", at: 1 });
  expect(await read('repositories{hook_state="pending"}')).toBe("1");
  expect(await read('integrations{status="paused"}')).toBe("1");
  await db.updateTable("repositories").set({ hookState: "alive" }).execute();
  expect(await read('repositories{hook_state="alive"}')).toBe("1");
  expect(await read('repositories{hook_state="pending"}')).toBeUndefined();
});

test("what is counted is told by its labels", async () => {
  metrics.onDelivery({ event: "repo:modified", verdict: "stored", seconds: 0.004 });
  metrics.onAttempt({ kind: "note", end: "done", seconds: 2 });
  metrics.onFinding("missed_ref_change", 3);
  const call = { integrationId: 7, method: "GET", path: "/", durationMs: 20 };
  for (const status of [200, 404, 429, 503, undefined]) metrics.onHost.onCall({ ...call, status });
  metrics.onHost.onWait({ integrationId: 7, ms: 1_500, reason: "rate_limit" });
  expect(await read('deliveries_total{event="repo:modified",verdict="stored"}')).toBe("1");
  expect(await read('intake_seconds_bucket{le="0.0025"}')).toBe("0");
  expect(await read('intake_seconds_bucket{le="0.005"}')).toBe("1");
  expect(await read('job_attempts_total{kind="note",outcome="done"}')).toBe("1");
  expect(await read('job_attempt_seconds_sum{kind="note"}')).toBe("2");
  expect(await read('reconcile_findings_total{finding="missed_ref_change"}')).toBe("3");
  for (const status of ["2xx", "4xx", "429", "5xx", "none"]) {
    const count = await read(`host_call_seconds_count{integration="7",status="${status}"}`);
    expect([status, count]).toEqual([status, "1"]);
  }
  const waited = 'host_wait_seconds_total{integration="7",reason="rate_limit"}';
  expect(await read(waited)).toBe("1.5");
});
