import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addProject,
  PUBLIC_URL,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";

let api: TestApi;
let shop: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
});

afterEach(() => api.close());

const report = (message: string, more?: object) => reportMessage(api, shop, message, more);

const shortIds = async (query: string, root = ISSUES) =>
  (await api.call("GET", `${root}${query}`)).body.map(
    (issue: { shortId: string }) => issue.shortId,
  );

test("an issue is found by number and by short id, with its story", async () => {
  await report("boom", { release: "shop@1.0.0", level: "fatal" });
  const { status, body } = await api.call("GET", `${ISSUES}shop-1/`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    shortId: "SHOP-1",
    title: "boom",
    level: "fatal",
    status: "unresolved",
    statusDetails: {},
    count: "1",
    permalink: `${PUBLIC_URL}/organizations/acme/issues/${body.id}/`,
    project: { slug: "shop" },
    firstRelease: { version: "shop@1.0.0", newGroups: 1 },
    lastRelease: { version: "shop@1.0.0" },
    activity: [{ type: "first_seen", user: null, data: {} }],
    references: [],
  });
  expect((await api.call("GET", `${ISSUES}${body.id}/`)).body).toEqual(body);
  expect((await api.call("GET", `${ISSUES}SHOP-2/`)).status).toBe(404);
  expect((await api.call("GET", `${ISSUES}999/`)).status).toBe(404);
});

test("an issue has its older address too, with what is below it", async () => {
  await report("boom");
  const { body: issue } = await api.call("GET", `${ISSUES}shop-1/`);
  const [today, older] = [`${ISSUES}${issue.id}/`, `/api/0/issues/${issue.id}/`];
  for (const below of ["", "events/", "events/latest/", "hashes/", "activities/"]) {
    const answered = await api.call("GET", `${older}${below}`);
    expect([answered.status, answered.body]).toEqual([
      200,
      (await api.call("GET", `${today}${below}`)).body,
    ]);
  }
  const { body: resolved } = await api.call("PUT", older, { status: "resolved" });
  expect(resolved.status).toBe("resolved");
  expect((await api.call("DELETE", older)).status).toBe(202);
  expect((await api.call("GET", today)).status).toBe(404);
});

test("a list has the open issues unless it is asked for others, seen last first", async () => {
  const now = Math.floor(Date.now() / 1_000);
  await report("one", { timestamp: now - 30 });
  await report("two", { timestamp: now - 20, release: "1.0.0" });
  await report("Three", { timestamp: now - 10 });
  await api.call("PUT", `${ISSUES}SHOP-1/`, { status: "resolved" });
  expect(await shortIds("")).toEqual(["SHOP-3", "SHOP-2"]);
  expect(await shortIds("?query=&cursor=")).toEqual(["SHOP-3", "SHOP-2", "SHOP-1"]);
  expect(await shortIds("?query=is:resolved")).toEqual(["SHOP-1"]);
  expect(await shortIds("?query=&per_page=2")).toEqual(["SHOP-3", "SHOP-2"]);
  expect(await shortIds("?query=&limit=1")).toEqual(["SHOP-3"]);
  expect(await shortIds("?query=release:1.0.0")).toEqual(["SHOP-2"]);
  expect(await shortIds("?query=shop-2")).toEqual(["SHOP-2"]);
  expect(await shortIds("?query=thre")).toEqual(["SHOP-3"]);
  expect(await shortIds("?query=", "/api/0/projects/acme/shop/issues/")).toHaveLength(3);
  const refused = await api.call("GET", `${ISSUES}?query=issue.priority:high`);
  expect([refused.status, refused.body]).toEqual([
    400,
    {
      detail: "The search term issue.priority:high is not known.",
      help: "What can be searched is told at /api/docs#listIssues.",
    },
  ]);
});

test("a project's list does not show another project's issues", async () => {
  await addProject(api, "web");
  await report("boom");
  expect(await shortIds("?query=", "/api/0/projects/acme/web/issues/")).toEqual([]);
});

test("a person resolves, re-opens and ignores an issue, and it is told who did", async () => {
  await report("boom");
  const put = (body: object) => api.call("PUT", `${ISSUES}SHOP-1/`, body);
  expect((await put({ status: "resolved" })).body).toMatchObject({
    status: "resolved",
    statusDetails: {},
  });
  expect((await put({ status: "unresolved" })).body).toMatchObject({ substatus: "ongoing" });
  expect((await put({ status: "ignored" })).body.status).toBe("ignored");
  await put({ status: "ignored" });
  const { body } = await api.call("GET", `${ISSUES}SHOP-1/activities/`);
  expect(body.activity).toMatchObject([
    { type: "set_ignored" },
    { type: "set_unresolved" },
    { type: "set_resolved", user: { email: "ann@example.com" } },
    { type: "first_seen" },
  ]);
});

test("a short id is looked up", async () => {
  await report("boom");
  const { body } = await api.call("GET", "/api/0/organizations/acme/shortids/shop-1/");
  expect(body).toMatchObject({
    organizationSlug: "acme",
    projectSlug: "shop",
    shortId: "SHOP-1",
    group: { id: body.groupId, title: "boom" },
  });
  const none = await api.call("GET", `/api/0/organizations/acme/shortids/${body.groupId}/`);
  expect(none.status).toBe(404);
});

test("the newest event is shown with its stack", async () => {
  const frame = { filename: "/app/a.js", function: "pay", lineno: 7, colno: 3, in_app: true };
  const frames = [{ ...frame, pre_context: ["six"], context_line: "seven", post_context: [] }];
  await report("", {
    exception: { values: [{ type: "TypeError", value: "boom", stacktrace: { frames } }] },
    tags: { color: "blue" },
    release: "1.0.0",
  });
  const { body } = await api.call("GET", `${ISSUES}SHOP-1/events/latest/`);
  expect(body.title).toBe("TypeError: boom");
  expect(body.tags).toContainEqual({ key: "color", value: "blue" });
  expect(body.tags).toContainEqual({ key: "release", value: "1.0.0" });
  expect(body.entries).toMatchObject([
    {
      type: "exception",
      data: {
        values: [
          {
            type: "TypeError",
            stacktrace: {
              frames: [
                {
                  function: "pay",
                  lineNo: 7,
                  context: [
                    [6, "six"],
                    [7, "seven"],
                  ],
                },
              ],
            },
          },
        ],
      },
    },
  ]);
});
