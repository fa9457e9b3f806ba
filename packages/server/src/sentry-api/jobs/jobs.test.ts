import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import type { Database } from "../../db/database.ts";
import { insertJob } from "../../jobs/job-store.ts";
import { replayJobs } from "../../jobs/replay-jobs.ts";

const JOBS = "/api/0/organizations/acme/jobs/";

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.db.deleteFrom("jobs").execute();
});

interface Given {
  lane?: string;
  state?: "waiting" | "done" | "set_aside";
  organizationId?: number | null;
  deliveryId?: number;
}

/** Puts a job where a worker would have left it. @returns its number */
async function addJob(given: Given = {}): Promise<number> {
  const { db } = api;
  const { lane = "repository:1", state = "set_aside", deliveryId = 1 } = given;
  const { organizationId = api.organizationId } = given;
  const job = { lane, organizationId, kind: "process-delivery", payload: { deliveryId } };
  await insertJob(db, job, 1_000);
  const { id } = await db
    .selectFrom("jobs")
    .select((eb) => eb.fn.max<number>("id").as("id"))
    .executeTakeFirstOrThrow();
  const ended = state === "waiting" ? {} : { finishedAt: 2_000, lastError: "unreadable" };
  await db
    .updateTable("jobs")
    .set({ state, attempts: 3, ...ended })
    .where("id", "=", id)
    .execute();
  await db.updateTable("lanes").set({ nextRunAt: null }).where("name", "=", lane).execute();
  return id;
}

const ids = (body: { id: string }[]) => body.map(({ id }) => Number(id));

test("an organization's jobs are listed newest first, with why they failed", async () => {
  const first = await addJob();
  const second = await addJob({ state: "waiting" });
  await addJob({ lane: "clean-up", organizationId: null });
  const { body } = await api.call("GET", JOBS);
  expect(ids(body)).toEqual([second, first]);
  expect(body[1]).toEqual({
    id: String(first),
    lane: "repository:1",
    integrationId: null,
    kind: "process-delivery",
    state: "set_aside",
    attempts: 3,
    lastError: "unreadable",
    requestId: null,
    dateCreated: "1970-01-01T00:00:01.000Z",
    dateNextAttempt: null,
    dateFinished: "1970-01-01T00:00:02.000Z",
  });
  expect(ids((await api.call("GET", `${JOBS}?state=waiting`)).body)).toEqual([second]);
  const page = await api.call("GET", `${JOBS}?per_page=1`);
  expect(page.headers.get("link")).toContain('rel="next"; results="true"');
});

test("a job that was set aside is replayed with all its attempts, and its lane is due", async () => {
  const id = await addJob();
  const { status, body } = await api.call("POST", `${JOBS}${id}/replay/`);
  expect([status, body.state, body.attempts]).toEqual([200, "waiting", 0]);
  const lane = await api.db
    .selectFrom("lanes")
    .selectAll()
    .where("name", "=", body.lane)
    .executeTakeFirstOrThrow();
  expect(lane.nextRunAt).toBeLessThanOrEqual(Date.now());
  expect(lane.nextRunAt).not.toBeNull();
});

test("who replayed what is in the audit log", async () => {
  const id = await addJob();
  await api.call("POST", `${JOBS}${id}/replay/`);
  const ofAll = [await addJob(), await addJob()];
  await api.call("POST", `${JOBS}replay/`);
  const path = "/api/0/organizations/acme/audit-logs/?event=job.replay&per_page=2";
  expect((await api.call("GET", path)).body.rows).toMatchObject([
    { targetObject: "2 jobs", data: { jobs: ofAll.map(String) } },
    { targetObject: `job ${id}`, actor: { name: "ann@example.com" } },
  ]);
});

test("a job that waits for its next attempt is tried at once, and none that is due", async () => {
  const id = await addJob({ state: "waiting" });
  const due = await api.call("POST", `${JOBS}${id}/replay/`);
  expect([due.status, due.body.detail]).toEqual([
    409,
    "An attempt is under way, or about to be. See its attempts.",
  ]);
  const runAt = Date.now() + 300_000;
  await api.db.updateTable("jobs").set({ runAt }).execute();
  await api.db.updateTable("lanes").set({ nextRunAt: runAt }).execute();
  const { status, body } = await api.call("POST", `${JOBS}${id}/replay/`);
  expect([status, body.state, body.attempts]).toEqual([200, "waiting", 3]);
  expect(Date.parse(body.dateNextAttempt)).toBeLessThan(runAt);
  const detail = await api.call("GET", `${JOBS}${id}/`);
  expect(detail.body.turn).toMatchObject({ ahead: 0, dateNextAttempt: null });
});

test("a job that is done cannot be replayed, and only one's own can", async () => {
  const done = await api.call("POST", `${JOBS}${await addJob({ state: "done" })}/replay/`);
  expect([done.status, done.body.detail]).toEqual([
    409,
    "The job is done. There is nothing to replay.",
  ]);
  const ofService = await addJob({ lane: "clean-up", organizationId: null });
  expect((await api.call("POST", `${JOBS}${ofService}/replay/`)).status).toBe(404);
  expect((await api.call("POST", `${JOBS}99999999999/replay/`)).status).toBe(404);
});

test("a job that can never succeed is dismissed, and only one that was set aside", async () => {
  const id = await addJob();
  expect((await api.call("DELETE", `${JOBS}${id}/`)).status).toBe(204);
  expect((await api.call("GET", JOBS)).body).toEqual([]);
  expect((await api.call("DELETE", `${JOBS}${id}/`)).status).toBe(404);
  const path = "/api/0/organizations/acme/audit-logs/?event=job.dismiss";
  expect((await api.call("GET", path)).body.rows).toMatchObject([{ targetObject: `job ${id}` }]);
  const waiting = await api.call("DELETE", `${JOBS}${await addJob({ state: "waiting" })}/`);
  expect([waiting.status, waiting.body.detail]).toEqual([
    409,
    "The job is waiting for its turn. Only one that was set aside can be dismissed.",
  ]);
});

test("jobs that fail again at once are put back once, and those behind them as well", async () => {
  for (let n = 0; n < 150; n++) await addJob();
  const { db } = api;
  const putBack: string[] = [];
  const onReplay = {
    "process-delivery": async (trx: Database) => {
      putBack.push("one");
      if (putBack.length > 400) throw new Error("It does not end.");
      // As a worker that was faster than the next hundred.
      await trx.updateTable("jobs").set({ state: "set_aside" }).execute();
    },
  };
  const actor = { userId: null, name: "ann", address: null };
  const { organizationId } = api;
  expect(await replayJobs({ db, onReplay }, { organizationId, actor })).toHaveLength(150);
});

test("all that were set aside are replayed, however many they are", async () => {
  for (let n = 0; n < 205; n++) await addJob({ lane: `repository:${n % 7}` });
  await addJob({ lane: "clean-up", organizationId: null });
  const { status, body } = await api.call("POST", `${JOBS}replay/`);
  expect([status, body]).toEqual([200, { replayed: 205 }]);
  const left = await api.db
    .selectFrom("jobs")
    .select("lane")
    .where("state", "=", "set_aside")
    .execute();
  expect(left).toEqual([{ lane: "clean-up" }]);
});
