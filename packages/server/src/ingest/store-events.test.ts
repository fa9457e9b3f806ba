import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../test/start-api.ts";
import type { Database } from "../db/database.ts";
import { insertJob } from "../jobs/job-store.ts";
import type { NewJob } from "../jobs/types.ts";
import { listActivities } from "../issues/activity-store.ts";
import { applyStatus } from "../issues/apply-status.ts";
import { findIssue } from "../issues/issue-list-store.ts";
import type { Project } from "../organizations/project-store.ts";
import { findLatestEvent } from "./event-store.ts";
import { normalizeEvent } from "./normalize-event.ts";
import { prepareEvent } from "./prepare-event.ts";
import { storeEvents } from "./store-events.ts";

let api: TestApi;
let shop: Project;
let events = 0;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
});

afterEach(() => api.close());

const insertTestJob = (trx: Database, job: NewJob) => insertJob(trx, job, Date.now());

function report(sent: Record<string, unknown> = {}, project = shop) {
  const eventId = String(++events).padStart(32, "0");
  const event = normalizeEvent({ message: "boom", ...sent }, { at: Date.now(), eventId });
  if (!event) throw new Error("not an event");
  const prepared = prepareEvent(event);
  const reports = [{ project, events: [prepared] }];
  return api.db.transaction().execute(async (trx) => {
    const [outcome] = await storeEvents(trx, insertTestJob, reports);
    return outcome;
  });
}

async function getIssue(shortId: string) {
  const issue = await findIssue(api.db, api.organizationId, shortId);
  if (!issue) throw new Error(`There is no ${shortId}`);
  return issue;
}

const activityOf = async (issueId: number) =>
  (await listActivities(api.db, issueId)).map((activity) => activity.type);

test("events of one fault are one issue, with the next number of its project", async () => {
  const web = await addProject(api, "web");
  await report();
  await report();
  await report({ message: "bang" });
  await report({}, web);
  expect(await getIssue("SHOP-1")).toMatchObject({ title: "boom", timesSeen: 2, level: "error" });
  expect(await getIssue("SHOP-2")).toMatchObject({ title: "bang", timesSeen: 1 });
  expect(await getIssue("WEB-1")).toMatchObject({ status: "unresolved", substatus: "new" });
  expect(await activityOf((await getIssue("SHOP-1")).id)).toEqual(["first_seen"]);
});

test("an event that comes twice changes nothing", async () => {
  const sent = { event_id: "9c6144d67c6e407db3c06cd5f7eb25af" };
  expect(await report(sent)).toMatchObject({ isNew: true });
  expect(await report(sent)).toBeUndefined();
  expect((await getIssue("SHOP-1")).timesSeen).toBe(1);
});

test("first and last seen hold, whatever the order of arrival", async () => {
  const now = Math.floor(Date.now() / 1_000);
  await report({ timestamp: now - 60, release: "2" });
  await report({ timestamp: now - 30, release: "3", level: "fatal" });
  await report({ timestamp: now - 90, release: "1", level: "info" });
  const issue = await getIssue("SHOP-1");
  expect(issue.firstSeen).toBe((now - 90) * 1_000);
  expect(issue.lastSeen).toBe((now - 30) * 1_000);
  expect(issue.level).toBe("fatal");
});

test("the first mention of a release makes it and ties it to the project", async () => {
  await report({ release: "shop@1.0.0" });
  await report({ release: "shop@1.0.0" });
  const rows = await api.db
    .selectFrom("releases")
    .innerJoin("releaseProjects", "releaseProjects.releaseId", "releases.id")
    .select(["version", "projectId"])
    .execute();
  expect(rows).toEqual([{ version: "shop@1.0.0", projectId: shop.id }]);
});

test("the whole event can be read again", async () => {
  await report({ tags: { color: "blue" }, extra: { deep: { down: 1 } } });
  const { id } = await getIssue("SHOP-1");
  const event = await findLatestEvent(api.db, id);
  expect(event?.data).toMatchObject({ tags: [["color", "blue"]], extra: { deep: { down: 1 } } });
});

describe("an event of a resolved issue", () => {
  async function resolveInRelease(version: string): Promise<number> {
    const { id } = await getIssue("SHOP-1");
    await applyStatus(api.db, await getIssue("SHOP-1"), {
      status: "resolved",
      resolution: { kind: "plain" },
      userId: api.userId,
    });
    const release = await api.db
      .selectFrom("releases")
      .select("id")
      .where("version", "=", version)
      .executeTakeFirstOrThrow();
    await api.db
      .insertInto("resolutions")
      .values({
        issueId: id,
        type: "in_release",
        commitId: null,
        releaseId: release.id,
        createdAt: 0,
      })
      .execute();
    return id;
  }

  test("re-opens it when a person resolved it by hand", async () => {
    await report();
    const { id } = await getIssue("SHOP-1");
    await applyStatus(api.db, await getIssue("SHOP-1"), {
      status: "resolved",
      resolution: { kind: "plain" },
      userId: api.userId,
    });
    expect(await report()).toMatchObject({ isRegression: true });
    expect(await getIssue("SHOP-1")).toMatchObject({
      status: "unresolved",
      substatus: "regressed",
      resolvedAt: null,
    });
    expect(await activityOf(id)).toEqual(["set_regression", "set_resolved", "first_seen"]);
  });

  test("leaves it resolved when it comes from an older release", async () => {
    await report({ release: "shop@1.0.0" });
    await report({ release: "shop@1.1.0" });
    await resolveInRelease("shop@1.1.0");
    expect(await report({ release: "shop@1.0.0" })).toMatchObject({ isRegression: false });
    expect(await getIssue("SHOP-1")).toMatchObject({ status: "resolved", timesSeen: 3 });
  });

  test("re-opens it when it comes from a newer release, and tells which", async () => {
    await report({ release: "shop@1.0.0" });
    const id = await resolveInRelease("shop@1.0.0");
    await report({ release: "shop@1.2.0" });
    const [regression] = await listActivities(api.db, id);
    expect(regression).toMatchObject({
      type: "set_regression",
      data: { version: "shop@1.2.0", resolved_in_version: "shop@1.0.0", follows_semver: true },
    });
    expect(await api.db.selectFrom("resolutions").selectAll().execute()).toEqual([]);
  });

  test("counts but changes no status when it is ignored", async () => {
    await report();
    await applyStatus(api.db, await getIssue("SHOP-1"), {
      status: "ignored",
      substatus: "archived_forever",
      userId: api.userId,
    });
    await report();
    expect(await getIssue("SHOP-1")).toMatchObject({ status: "ignored", timesSeen: 2 });
  });
});
