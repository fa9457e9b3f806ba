import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  const now = Math.floor(Date.now() / 1_000);
  const shop = await addProject(api, "shop");
  await report(shop, "SHOP-1", { timestamp: now - 50, release: "1.0", environment: "eu" });
  await report(shop, "SHOP-1", { timestamp: now - 20, release: "1.1" });
  await report(shop, "SHOP-2: utf-8", {
    timestamp: now - 40,
    level: "fatal",
    release: "1.1",
    tags: { color: "dark blue" },
    user: { id: "7" },
  });
  await report(await addProject(api, "web"), "WEB-1", { timestamp: now - 30 });
  await api.call("PUT", `${ISSUES}SHOP-2/`, { status: "resolved", assignedTo: "ann" });
});

afterEach(() => api.close());

const report = (project: Parameters<typeof reportMessage>[1], message: string, more: object) =>
  reportMessage(api, project, message, { fingerprint: [message], ...more });

const list = async (query: string, more = "") =>
  (await api.call("GET", `${ISSUES}?query=${encodeURIComponent(query)}${more}`)).body.map(
    (issue: { shortId: string }) => issue.shortId,
  );

test.each([
  ["", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["is:unresolved", ["SHOP-1", "WEB-1"]],
  ["!is:unresolved", ["SHOP-2"]],
  ["is:[resolved,ignored]", ["SHOP-2"]],
  ["is:assigned", ["SHOP-2"]],
  ["is:unassigned", ["SHOP-1", "WEB-1"]],
  ["is:new", ["SHOP-1", "WEB-1"]],
  ["!is:new", ["SHOP-2"]],
  ["release:1.0", ["SHOP-1"]],
  ["release:1.*", ["SHOP-1", "SHOP-2"]],
  ["!release:*0", ["WEB-1", "SHOP-2"]],
  ["release:[1.0,1.1]", ["SHOP-1", "SHOP-2"]],
  ["release:latest", ["SHOP-1", "SHOP-2"]],
  ["firstRelease:latest", ["SHOP-2"]],
  ["firstRelease:*.0", ["SHOP-1"]],
  ["release:1.1", ["SHOP-1", "SHOP-2"]],
  ["!release:1.1", ["WEB-1"]],
  ["firstRelease:1.1", ["SHOP-2"]],
  ["!first-release:1.1", ["SHOP-1", "WEB-1"]],
  ["assigned:me", ["SHOP-2"]],
  ["assigned:ann@example.com", ["SHOP-2"]],
  ["!assigned:me", ["SHOP-1", "WEB-1"]],
  ["assigned:none", ["SHOP-1", "WEB-1"]],
  ["assigned:nobody-known", []],
  ["!assigned:nobody-known", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["level:fatal", ["SHOP-2"]],
  ["level:[error,fatal]", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["environment:eu", ["SHOP-1"]],
  ["environment:E*", ["SHOP-1"]],
  ["has:release", ["SHOP-1", "SHOP-2"]],
  ["!has:environment", ["WEB-1", "SHOP-2"]],
  ["project:web", ["WEB-1"]],
  ['color:"dark blue"', ["SHOP-2"]],
  ["!color:*BLUE", ["SHOP-1", "WEB-1"]],
  ["color:[red,blue]", []],
  ["message:*op-2*", ["SHOP-2"]],
  ["s*p-1", ["SHOP-1"]],
  ["web-1", ["WEB-1"]],
  ["utf-8", ["SHOP-2"]],
  ['"SHOP-2: utf"', ["SHOP-2"]],
  ["!shop", ["WEB-1"]],
  ["timesSeen:>1", ["SHOP-1"]],
  ["!times_seen:>1", ["WEB-1", "SHOP-2"]],
  ["lastSeen:-1h", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["lastSeen:+1h", []],
  ["age:-1h firstSeen:>2020-01-01", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["firstSeen:<2020-01-01", []],
  ["user.id:7", ["SHOP-2"]],
  ["!user.id:*", ["SHOP-1", "WEB-1"]],
  ["user.email:a@example.com", []],
  ["issue:SHOP-1", ["SHOP-1"]],
  ["issue:[SHOP-1,web-1]", ["SHOP-1", "WEB-1"]],
  ["issue:UTF-8", []],
  ["event.type:error", []],
  ["event.type:default", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["never_sent:yet", []],
  ["!never_sent:yet", ["SHOP-1", "WEB-1", "SHOP-2"]],
  ["is:unresolved AND level:error", ["SHOP-1", "WEB-1"]],
])("the search %j", async (query, expected) => {
  expect(await list(query)).toEqual(expected);
});

test("a search that cannot be is refused in a sentence", async () => {
  for (const query of ["stack.filename:a.js", "level:error OR level:fatal", '"open']) {
    const { status, body } = await api.call("GET", `${ISSUES}?query=${encodeURIComponent(query)}`);
    expect([status, body]).toMatchObject([400, { detail: expect.stringMatching(/^.{20,200}$/) }]);
  }
});

test("errors are found by their type, and by whether they were handled", async () => {
  const shop = await addProject(api, "errors");
  const thrown = (type: string, handled?: boolean) => ({
    exception: { values: [{ type, value: "x", mechanism: { type: "generic", handled } }] },
  });
  await report(shop, "type: TypeError", thrown("TypeError", false));
  await report(shop, "type: Type", thrown("Type", true));
  expect(await list("error.type:typeerror")).toEqual(["ERRORS-1"]);
  expect(await list("error.type:type* project:errors")).toHaveLength(2);
  expect(await list("error.type:Type")).toEqual(["ERRORS-2"]);
  expect(await list("!error.type:* event.type:error")).toEqual([]);
  expect(await list("error.unhandled:true")).toEqual(["ERRORS-1"]);
  expect(await list("error.handled:false")).toEqual(["ERRORS-1"]);
  expect(await list("error.handled:true event.type:error")).toEqual(["ERRORS-2"]);
});

test("titles are found in any case, as they are now", async () => {
  const shop = await addProject(api, "other");
  await report(shop, "SHOP-9", { message: "Ärger mit %", fingerprint: ["one"] });
  expect(await list("äRGER")).toHaveLength(1);
  expect(await list('"mit %"')).toHaveLength(1);
  await report(shop, "SHOP-9", { message: "Freude", fingerprint: ["one"] });
  expect([await list("ärger"), await list("freude")]).toEqual([[], ["OTHER-1"]]);
});

test("a list is sorted by when issues were last or first seen, or how often", async () => {
  expect(await list("", "&sort=date")).toEqual(["SHOP-1", "WEB-1", "SHOP-2"]);
  expect(await list("", "&sort=new")).toEqual(["WEB-1", "SHOP-2", "SHOP-1"]);
  expect(await list("", "&sort=inbox")).toEqual(["WEB-1", "SHOP-2", "SHOP-1"]);
  expect((await list("", "&sort=freq"))[0]).toBe("SHOP-1");
  expect((await list("", "&sort=user"))[0]).toBe("SHOP-2");
  const refused = await api.call("GET", `${ISSUES}?sort=magic`);
  expect(refused.body).toEqual({
    sort: ["Issues are not sorted by magic here. sort is one of date, new, inbox, freq, user."],
  });
});

test("a list has as many issues as its limit says, at most 100, else it is refused", async () => {
  expect(await list("", "&limit=2")).toHaveLength(2);
  expect(await list("", "&limit=500")).toHaveLength(3);
  for (const limit of ["0", "-1", "1.5", "abc"]) {
    const { status, body } = await api.call("GET", `${ISSUES}?limit=${limit}`);
    expect([status, body]).toEqual([
      400,
      { limit: ["Invalid limit value. Must be a whole number of at least 1."] },
    ]);
  }
});

test("a list is narrowed to projects and environments", async () => {
  const { body: web } = await api.call("GET", "/api/0/projects/acme/web/");
  expect(await list("", `&project=${web.id}`)).toEqual(["WEB-1"]);
  expect(await list("", "&project=web&project=shop")).toHaveLength(3);
  expect(await list("", "&project=-1")).toHaveLength(3);
  expect(await list("", "&environment=eu")).toEqual(["SHOP-1"]);
  expect(await list("", "&environment=eu&environment=us")).toEqual(["SHOP-1"]);
  expect((await api.call("GET", `${ISSUES}?project=none`)).status).toBe(404);
});

test("what asks more of a search than the database can is refused, or asked once", async () => {
  const tooMany = encodeURIComponent("!a ".repeat(1_300));
  const refused = await api.call("GET", `${ISSUES}?query=${tooMany}`);
  expect(refused.body.detail).toContain("at most 100 terms");
  expect(refused.status).toBe(400);
  const often = `${ISSUES}?${"environment=eu&".repeat(1_000)}`;
  expect((await api.call("PUT", often, { status: "unresolved" })).status).toBe(200);
});

test.each(["date", "new", "inbox", "freq", "user"])("pages sorted by %s join", async (sort) => {
  const seen: string[] = [];
  let cursor: string | undefined = "";
  while (cursor !== undefined) {
    const path = `${ISSUES}?query=&sort=${sort}&limit=1&cursor=${cursor}`;
    const { body, headers } = await api.call("GET", path);
    seen.push(...body.map((issue: { shortId: string }) => issue.shortId));
    const next = /rel="next"; results="true"; cursor="([^"]+)"/.exec(headers.get("link") ?? "");
    cursor = next?.[1];
  }
  expect(seen.toSorted()).toEqual(["SHOP-1", "SHOP-2", "WEB-1"]);
});

test("a short id is a direct hit when it is looked for", async () => {
  const path = `${ISSUES}?query=shop-2&shortIdLookup=1`;
  const { body, headers } = await api.call("GET", path);
  expect(body).toMatchObject([{ shortId: "SHOP-2" }]);
  expect(headers.get("x-sentry-direct-hit")).toBe("1");
});
