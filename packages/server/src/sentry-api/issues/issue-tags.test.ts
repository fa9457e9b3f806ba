import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";

let api: TestApi;
let shop: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
});

afterEach(() => api.close());

const report = (more: object) => reportMessage(api, shop, "boom", more);

/** An exception that came this way. */
const thrown = (mechanism: object) => ({
  fingerprint: ["boom"],
  exception: { values: [{ type: "Error", value: "boom", mechanism }] },
});

test("an issue tells how many users it hit, on what, and whether it was handled", async () => {
  await report({ ...thrown({ type: "generic", handled: true }), user: { id: 1 } });
  const before = await api.call("GET", `${ISSUES}SHOP-1/`);
  expect(before.body).toMatchObject({ userCount: 1, isUnhandled: false, platform: "other" });
  const unhandled = { ...thrown({ type: "onerror", handled: false }), platform: "node" };
  await report({ ...unhandled, user: { id: 1 } });
  await report({ ...unhandled, user: { id: 2 } });
  await report({ ...unhandled, platform: "klingon" });
  const now = { userCount: 2, isUnhandled: true, platform: "other", count: "4" };
  expect((await api.call("GET", `${ISSUES}SHOP-1/`)).body).toMatchObject(now);
  expect((await api.call("GET", `${ISSUES}?query=`)).body).toMatchObject([now]);
});

test("an issue whose events name no user hit nobody", async () => {
  await report({});
  const none = { userCount: 0, isUnhandled: false };
  expect((await api.call("GET", `${ISSUES}SHOP-1/`)).body).toMatchObject(none);
});

const colors = async () => {
  const now = Math.floor(Date.now() / 1_000);
  await report({ tags: { color: "red" }, timestamp: now - 30 });
  await report({ tags: { color: "blue" }, timestamp: now - 20, user: { id: 7 } });
  await report({ tags: { color: "red" }, timestamp: now - 40 });
  return (seconds: number) => new Date((now - seconds) * 1_000).toISOString();
};

const roots = async () => {
  const { body } = await api.call("GET", `${ISSUES}SHOP-1/`);
  return [`${ISSUES}SHOP-1/`, `${ISSUES}${body.id}/`, `/api/0/issues/${body.id}/`];
};

test("an issue lists its tags by key, each with the values of most events first", async () => {
  const ago = await colors();
  const color = {
    key: "color",
    name: "Color",
    uniqueValues: 2,
    totalValues: 3,
    topValues: [
      { key: "color", name: "red", value: "red", count: 2, firstSeen: ago(40), lastSeen: ago(30) },
      {
        key: "color",
        name: "blue",
        value: "blue",
        count: 1,
        firstSeen: ago(20),
        lastSeen: ago(20),
      },
    ],
  };
  for (const root of await roots()) {
    const { body } = await api.call("GET", `${root}tags/`);
    expect(body.map(({ key }: { key: string }) => key)).toEqual(["color", "level", "user"]);
    expect(body[0]).toEqual(color);
    expect(body[2].topValues).toMatchObject([{ value: "id:7", name: "7" }]);
    expect((await api.call("GET", `${root}tags/color/`)).body).toEqual(color);
    const some = await api.call("GET", `${root}tags/?key=color&key=level&limit=1`);
    expect(some.body).toMatchObject([
      { key: "color", uniqueValues: 2, topValues: [{ value: "red" }] },
      { key: "level" },
    ]);
  }
  expect((await api.call("GET", `${ISSUES}SHOP-1/tags/size/`)).status).toBe(404);
  expect((await api.call("GET", `${ISSUES}SHOP-1/`)).body.tags).toEqual([
    { key: "color", name: "Color", uniqueValues: 2, totalValues: 3 },
    { key: "level", name: "Level", uniqueValues: 1, totalValues: 3 },
    { key: "user", name: "User", uniqueValues: 1, totalValues: 1 },
  ]);
});

test.each([
  ["", ["blue", "red"]],
  ["?sort=-count", ["red", "blue"]],
  ["?sort=-age", ["blue", "red"]],
])("the values of a tag are listed in pages, sorted by %o", async (query, expected) => {
  await colors();
  const path = `${ISSUES}SHOP-1/tags/color/values/`;
  const { body } = await api.call("GET", `${path}${query}`);
  expect(body.map(({ value }: { value: string }) => value)).toEqual(expected);
  const and = query === "" ? "?" : "&";
  const first = await api.call("GET", `${path}${query}${and}per_page=1`);
  const [, cursor] =
    /rel="next"; results="true"; cursor="(.*?)"/.exec(first.headers.get("link") ?? "") ?? [];
  const second = await api.call("GET", `${path}${query}${and}per_page=1&cursor=${cursor}`);
  expect([first.body[0].value, second.body[0].value]).toEqual(expected);
});

test("the older addresses show no issue of an organization that is not the caller's", async () => {
  await report({});
  const [, , old] = await roots();
  const other = await api.db
    .insertInto("organizations")
    .values({ slug: "other", name: "Other", resolveOn: "release", createdAt: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  await api.db.updateTable("members").set({ organizationId: other.id }).execute();
  for (const path of ["", "events/", "hashes/", "tags/", "tags/level/", "tags/level/values/"]) {
    expect((await api.call("GET", `${old}${path}`)).status).toBe(404);
  }
  expect((await api.call("GET", "/api/0/issues/SHOP-1/tags/")).status).toBe(404);
});
