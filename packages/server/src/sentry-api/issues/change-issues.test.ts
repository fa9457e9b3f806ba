import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";
const RELEASES = "/api/0/organizations/acme/releases/";

let api: TestApi;
let shop: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
});

afterEach(() => api.close());

const report = (message: string, more?: object) => reportMessage(api, shop, message, more);

const put = (body: object, shortId = "SHOP-1") => api.call("PUT", `${ISSUES}${shortId}/`, body);
const issueOf = async (shortId: string) => (await api.call("GET", `${ISSUES}${shortId}/`)).body;
const addRelease = (version: string) => api.call("POST", RELEASES, { version, projects: ["shop"] });

test("an issue is resolved in a release, by its version or as the latest", async () => {
  await report("boom");
  await addRelease("1.0.0");
  await addRelease("1.1.0");
  const resolve = (inRelease: string) => put({ status: "resolved", statusDetails: { inRelease } });
  expect((await resolve("1.0.0")).body.statusDetails).toEqual({ inRelease: "1.0.0" });
  const { body } = await resolve("latest");
  expect(body.statusDetails).toEqual({ inRelease: "1.1.0" });
  expect(body.activity).toMatchObject([
    { type: "set_resolved_in_release", data: { version: "1.1.0" } },
    { type: "set_resolved_in_release", data: { version: "1.0.0" } },
    { type: "first_seen" },
  ]);
});

test("what is resolved in the next release is resolved in the one that comes", async () => {
  await report("boom", { release: "1.0.0" });
  const { body } = await put({ status: "resolvedInNextRelease" });
  expect(body).toMatchObject({ status: "resolved", statusDetails: { inNextRelease: true } });
  expect(body.activity[0]).toMatchObject({ data: { version: "" } });

  await report("boom", { release: "1.0.0" });
  expect((await issueOf("SHOP-1")).status).toBe("resolved");

  await addRelease("1.1.0");
  const settled = await issueOf("SHOP-1");
  expect(settled.statusDetails).toEqual({ inRelease: "1.1.0" });
  expect(settled.activity[0]).toMatchObject({ data: { version: "1.1.0" } });

  await report("boom", { release: "1.1.0" });
  expect(await issueOf("SHOP-1")).toMatchObject({ status: "unresolved", substatus: "regressed" });
});

test("an older version that is released late is not the next release", async () => {
  await report("boom", { release: "shop@2.0.0" });
  await put({ status: "resolved", statusDetails: { inNextRelease: true } });
  await addRelease("shop@1.9.1");
  expect((await issueOf("SHOP-1")).statusDetails).toEqual({ inNextRelease: true });
});

test("a release that the project had already is not the next one when it gets another project", async () => {
  await addRelease("shop@2.0.0");
  await report("boom", { release: "shop@1.9.1" });
  await put({ status: "resolved", statusDetails: { inNextRelease: true } });
  await addProject(api, "web");
  const projects = ["shop", "web"];
  expect((await api.call("POST", RELEASES, { version: "shop@2.0.0", projects })).status).toBe(201);
  expect((await issueOf("SHOP-1")).statusDetails).toEqual({ inNextRelease: true });
});

test("more issues than a statement takes are resolved in the release that comes", async () => {
  await report("boom", { release: "1.0.0" });
  await put({ status: "resolvedInNextRelease" });
  await api.db.transaction().execute(async (trx) => {
    const { id: _id, ...issue } = await trx
      .selectFrom("issues")
      .selectAll()
      .executeTakeFirstOrThrow();
    const { issueId: _issueId, ...resolution } = await trx
      .selectFrom("resolutions")
      .selectAll()
      .executeTakeFirstOrThrow();
    for (let start = 2; start <= 33_000; start += 1_000) {
      const numbers = Array.from({ length: 1_000 }, (_, index) => start + index);
      const issues = numbers.map((number) => ({ ...issue, id: number, number }));
      await trx.insertInto("issues").values(issues).execute();
      const resolutions = numbers.map((issueId) => ({ ...resolution, issueId }));
      await trx.insertInto("resolutions").values(resolutions).execute();
    }
  });
  expect((await addRelease("1.1.0")).status).toBe(201);
  expect((await issueOf("SHOP-1")).statusDetails).toEqual({ inRelease: "1.1.0" });
}, 120_000);

test("an issue is resolved in a commit that is recorded", async () => {
  const { id } = await addRepository(api, "SHOP/web");
  await report("boom");
  const commit = "1".repeat(40);
  const commits = [{ id: commit, repository: "SHOP/web", message: "mend" }];
  await api.call("POST", RELEASES, { version: "1.0.0", projects: ["shop"], commits });
  for (const repository of ["shop/WEB", id]) {
    const statusDetails = { inCommit: { commit, repository } };
    const { body } = await put({ status: "resolved", statusDetails });
    expect(body.statusDetails).toEqual({ inCommit: { commit, repository: "SHOP/web" } });
  }
});

test.each([
  ["an unknown status", { status: "fixed" }, "status"],
  ["the next release without any release", { status: "resolvedInNextRelease" }, "statusDetails"],
  [
    "a release that is not there",
    { status: "resolved", statusDetails: { inRelease: "9" } },
    "statusDetails",
  ],
  [
    "a commit of a repository that is not linked",
    { status: "resolved", statusDetails: { inCommit: { commit: "1", repository: "a/b" } } },
    "statusDetails",
  ],
  [
    "a commit of a repository that nothing has the number of",
    { status: "resolved", statusDetails: { inCommit: { commit: "1", repository: 999 } } },
    "statusDetails",
  ],
  ["a window of more than a week", { statusDetails: { ignoreWindow: 20_000 } }, "statusDetails"],
  ["a substatus of another status", { status: "ignored", substatus: "ongoing" }, "substatus"],
  ["a substatus of what is resolved", { status: "resolved", substatus: "new" }, "substatus"],
  [
    "a substatus of what is resolved in the next release",
    { status: "resolvedInNextRelease", substatus: "new" },
    "substatus",
  ],
  [
    "a substatus that has no condition beside one",
    { status: "ignored", substatus: "archived_forever", statusDetails: { ignoreDuration: 5 } },
    "substatus",
  ],
  ["an unknown substatus", { status: "ignored", substatus: "asleep" }, "substatus"],
  [
    "a condition that is not said",
    { status: "ignored", substatus: "archived_until_condition_met" },
    "substatus",
  ],
  ["sharing with everybody", { isPublic: true }, "isPublic"],
  ["merging", { merge: 1 }, "merge"],
  ["a priority", { priority: "high" }, "priority"],
  ["subscribing", { isSubscribed: true }, "isSubscribed"],
  ["a member that is not there", { assignedTo: "bob@example.com" }, "assignedTo"],
  ["a team", { assignedTo: "team:1" }, "assignedTo"],
])("refuses %s and says why", async (_name, body, field) => {
  await report("boom");
  const answer = await put(body);
  expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
  expect(JSON.stringify(answer.body)).toMatch(/\w+ \w+ \w+.*\./);
  expect(await issueOf("SHOP-1")).toMatchObject({ status: "unresolved", assignedTo: null });
});

test("fields that there are not change nothing, as in Sentry", async () => {
  await report("boom");
  const { status, body } = await put({ nonsense: 1, isSubscribed: false, priority: null });
  expect([status, body.status]).toEqual([200, "unresolved"]);
});

test("an issue is assigned by number, name or e-mail, and taken back", async () => {
  await report("boom");
  const ann = { type: "user", id: String(api.userId), name: "Ann", email: "ann@example.com" };
  for (const who of [api.userId, `user:${api.userId}`, "ann", "ANN@example.com"]) {
    expect((await put({ assignedTo: who })).body.assignedTo).toEqual(ann);
    expect((await put({ assignedTo: "" })).body.assignedTo).toBeNull();
  }
  const { activity } = await issueOf("SHOP-1");
  expect(activity).toHaveLength(9);
  expect(activity.slice(0, 2)).toMatchObject([
    { type: "unassigned" },
    { type: "assigned", data: { assigneeEmail: "ann@example.com" }, user: { name: "Ann" } },
  ]);
});
