import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../test/start-api.ts";
import type { DeliveryState, JobState } from "../db/schema.ts";
import { insertJob } from "../jobs/job-store.ts";
import type { ClaimedJob } from "../jobs/types.ts";
import { cleanUp } from "./clean-up.ts";
import { deleteEvents } from "./retention-store.ts";

const DAY = 24 * 60 * 60 * 1_000;
const retention = { deliveriesMs: 30 * DAY, eventsMs: 90 * DAY };
const job: ClaimedJob = {
  id: 1,
  lane: "clean-up",
  worker: "one",
  integrationId: null,
  kind: "clean-up",
  requestId: null,
  payload: {},
  attempt: 1,
  startedAt: 0,
  isLastAttempt: false,
};

let api: TestApi;
let repositoryId: number;

beforeAll(async () => {
  api = await startApi();
  repositoryId = (await addRepository(api, "SHOP/storefront")).id;
});

afterEach(async () => {
  await api.db.deleteFrom("deliveries").execute();
  await api.db.deleteFrom("lanes").execute();
});

afterAll(() => api.close());

const run = (signal = new AbortController().signal) =>
  cleanUp({ db: api.db, retention })(job, signal, () => Promise.resolve());

const daysAgo = (days: number) => Date.now() - days * DAY;

async function integrationOf(id: number): Promise<number> {
  const { integrationId } = await api.db
    .selectFrom("repositories")
    .select("integrationId")
    .$narrowType<{ integrationId: number }>()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return integrationId;
}

async function addDeliveries(state: DeliveryState, days: number, count = 1): Promise<void> {
  const row = {
    organizationId: api.organizationId,
    integrationId: await integrationOf(repositoryId),
    repositoryId,
    eventKey: "repo:refs_changed",
    headers: "{}",
    body: Buffer.from(""),
    verdict: "match" as const,
    state,
    receivedAt: daysAgo(days),
    finishedAt: state === "pending" ? null : daysAgo(days),
  };
  await api.db
    .insertInto("deliveries")
    .values(Array.from({ length: count }, () => row))
    .execute();
}

async function addJob(state: JobState, days: number): Promise<void> {
  await insertJob(api.db, { lane: "a", organizationId: null, kind: "note", payload: state }, 0);
  const finishedAt = state === "waiting" ? null : daysAgo(days);
  const payload = JSON.stringify(state);
  await api.db
    .updateTable("jobs")
    .set({ state, finishedAt })
    .where("payload", "=", payload)
    .execute();
}

const states = async (table: "deliveries" | "jobs") =>
  (await api.db.selectFrom(table).select("state").orderBy("id").execute()).map(
    ({ state }) => state,
  );

test("deliveries that are done with go after their time, and those that are not stay", async () => {
  await addDeliveries("processed", 31);
  await addDeliveries("ignored", 31);
  await addDeliveries("failed", 31);
  await addDeliveries("pending", 31);
  await addDeliveries("processed", 29);
  expect(await run()).toMatchObject({ deliveries: 2 });
  expect(await states("deliveries")).toEqual(["failed", "pending", "processed"]);
});

test("refused deliveries go after the same time, when none like them came since", async () => {
  const integrationId = await integrationOf(repositoryId);
  const row = {
    organizationId: api.organizationId,
    integrationId,
    repositoryId,
    reason: "mismatch" as const,
    eventKey: "repo:refs_changed",
    count: 1,
    firstAt: daysAgo(31),
    address: "127.0.0.1",
  };
  const rows = [31, 29].map((days) => ({ ...row, alike: `${days}`, lastAt: daysAgo(days) }));
  await api.db.insertInto("refusedDeliveries").values(rows).execute();
  expect(await run()).toMatchObject({ refusedDeliveries: 1 });
  const left = await api.db.selectFrom("refusedDeliveries").select("alike").execute();
  expect(left).toEqual([{ alike: "29" }]);
});

test("jobs that are done go after the same time, and those that were set aside stay", async () => {
  await addJob("done", 31);
  await addJob("set_aside", 31);
  await addJob("waiting", 31);
  expect(await run()).toMatchObject({ jobs: 1 });
  expect(await states("jobs")).toEqual(["set_aside", "waiting"]);
});

test("a lane goes with its last job, and one that has a job stays", async () => {
  await addJob("done", 31);
  await insertJob(api.db, { lane: "b", organizationId: null, kind: "note", payload: 1 }, 0);
  await api.db.updateTable("lanes").set({ nextRunAt: null }).execute();
  expect(await run()).toMatchObject({ jobs: 1, lanes: 1 });
  expect(await api.db.selectFrom("lanes").select("name").execute()).toEqual([{ name: "b" }]);
});

// On PostgreSQL nobody waits for the clean-up, so there is no turn to be seen.
test.skipIf(inject("postgres"))("any number goes, in steps with turns for others", async () => {
  await addDeliveries("processed", 31, 250);
  const left: number[] = [];
  const looking = new AbortController();
  const cleaning = run().finally(() => looking.abort());
  while (!looking.signal.aborted) {
    left.push((await states("deliveries")).length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await cleaning).toMatchObject({ deliveries: 250 });
  expect(left).toEqual(expect.arrayContaining([150, 50]));
});

test("it ends when it is told to, and the next one goes on", async () => {
  await addDeliveries("processed", 31, 150);
  expect(await run(AbortSignal.abort())).toMatchObject({ deliveries: 0 });
  expect(await run()).toMatchObject({ deliveries: 150 });
});

test("an issue whose events went shows what it has counted", async () => {
  const project = await addProject(api, "shop");
  await reportMessage(api, project, "disk full");
  await reportMessage(api, project, "disk full");
  await api.db
    .updateTable("events")
    .set({ receivedAt: daysAgo(91) })
    .execute();
  await reportMessage(api, project, "still here");
  expect(await run()).toMatchObject({ events: 2 });
  const { body } = await api.call("GET", "/api/0/organizations/acme/issues/");
  const gone = body.find(({ title }: { title: string }) => title === "disk full");
  expect(gone).toMatchObject({ count: "2" });
  const issue = `/api/0/organizations/acme/issues/${gone.id}/`;
  expect((await api.call("GET", issue)).body).toMatchObject({ count: "2" });
  for (const part of ["activities/", "hashes/", "events/"]) {
    expect([part, (await api.call("GET", `${issue}${part}`)).status]).toEqual([part, 200]);
  }
  expect((await api.call("GET", `${issue}events/latest/`)).status).toBe(404);
});

test("how many events a release had goes with the events of that time", async () => {
  const project = await addProject(api, "hours");
  await reportMessage(api, project, "new", { release: "1.0" });
  const { releaseId } = await api.db
    .selectFrom("releaseHours")
    .select("releaseId")
    .executeTakeFirstOrThrow();
  const old = [daysAgo(91), daysAgo(92)].map((hour) => ({ releaseId, hour, events: 1 }));
  await api.db.insertInto("releaseHours").values(old).execute();
  expect(await run()).toMatchObject({ hours: 2 });
  expect(await api.db.selectFrom("releaseHours").select("events").execute()).toEqual([
    { events: 1 },
  ]);
});

test("events that came while the clock was ahead keep no old ones from going", async () => {
  const project = await addProject(api, "ahead");
  await api.db.deleteFrom("events").execute();
  await reportMessage(api, project, "old");
  await reportMessage(api, project, "old");
  const { id } = await api.db
    .selectFrom("events")
    .select("id")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  const setReceived = (at: number) => api.db.updateTable("events").set({ receivedAt: at });
  await setReceived(daysAgo(91)).execute();
  await setReceived(daysAgo(-365)).where("id", "=", id).execute();
  expect(await deleteEvents(api.db, daysAgo(90), 1)).toBe(1);
  expect(await api.db.selectFrom("events").select("id").execute()).toEqual([{ id }]);
});
