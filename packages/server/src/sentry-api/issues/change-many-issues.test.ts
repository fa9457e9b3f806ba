import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const ISSUES = "/api/0/organizations/acme/issues/";
const OF_PROJECT = "/api/0/projects/acme/shop/issues/";

let api: TestApi;
let shop: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  shop = await addProject(api, "shop");
});

afterEach(() => api.close());

const report = (message: string) => reportMessage(api, shop, message);
const issueOf = async (shortId: string) => (await api.call("GET", `${ISSUES}${shortId}/`)).body;

test("many issues are changed at once, as sentry-cli asks", async () => {
  for (const name of ["one", "two", "three"]) await report(name);
  const [one, two] = [await issueOf("SHOP-1"), await issueOf("SHOP-2")];
  const path = `${OF_PROJECT}?id=${one.id}&id=${two.id}`;
  const { status, body } = await api.call("PUT", path, {
    status: "resolved",
    snoozeDuration: null,
  });
  expect([status, body]).toMatchObject([
    200,
    { status: "resolved", statusDetails: {}, changed: 2, hasMore: false },
  ]);
  const statuses = async () =>
    (await api.call("GET", `${ISSUES}?query=&sort=new`)).body
      .map((issue: { shortId: string; status: string }) => `${issue.shortId} ${issue.status}`)
      .toSorted();
  expect(await statuses()).toEqual(["SHOP-1 resolved", "SHOP-2 resolved", "SHOP-3 unresolved"]);

  await api.call("PUT", `${OF_PROJECT}?status=resolved`, { status: "muted" });
  expect(await statuses()).toEqual(["SHOP-1 ignored", "SHOP-2 ignored", "SHOP-3 unresolved"]);
  await api.call("PUT", `${ISSUES}?query=is:ignored+two`, { status: "unresolved" });
  expect(await statuses()).toEqual(["SHOP-1 ignored", "SHOP-2 unresolved", "SHOP-3 unresolved"]);
  await api.call("PUT", `${OF_PROJECT}?`, { status: "resolved" });
  expect(await statuses()).toEqual(["SHOP-1 resolved", "SHOP-2 resolved", "SHOP-3 resolved"]);
});

test("as many as the limit says are changed, in the order that is asked for", async () => {
  for (const message of ["one", "two", "three", "two"]) await report(message);
  const statuses = async () => {
    const issues = await Promise.all(["SHOP-1", "SHOP-2", "SHOP-3"].map(issueOf));
    return issues.map(({ status }) => status).join(" ");
  };
  const resolve = (query: string) => api.call("PUT", `${ISSUES}?${query}`, { status: "resolved" });
  const { body: first } = await resolve("query=is:unresolved&sort=new&limit=1");
  expect(first).toMatchObject({ changed: 1, hasMore: true });
  expect(await statuses()).toBe("unresolved unresolved resolved");
  await resolve("query=is:unresolved&sort=freq&limit=1");
  expect(await statuses()).toBe("unresolved resolved resolved");
  for (const limit of ["0", "1001", "few"]) {
    const { status, body } = await resolve(`query=&limit=${limit}`);
    expect([status, body.limit]).toEqual([400, [expect.stringContaining("between 1 and 1000")]]);
  }
  expect(await statuses()).toBe("unresolved resolved resolved");
});

test("without their numbers nothing but the status of issues is changed", async () => {
  await report("boom");
  const { status, body } = await api.call("PUT", `${ISSUES}?query=boom`, { isBookmarked: true });
  expect([status, body.id]).toEqual([400, [expect.stringContaining("Give the issues with id=")]]);
  expect(await issueOf("SHOP-1")).toMatchObject({ isBookmarked: false });
});

test("changing none answers 204, and all or none are changed", async () => {
  await report("one");
  await addProject(api, "web");
  const { id } = await issueOf("SHOP-1");
  const none = await api.call("PUT", `${ISSUES}?id=999`, { status: "resolved" });
  expect([none.status, none.body]).toEqual([204, undefined]);
  const elsewhere = await api.call("PUT", `/api/0/projects/acme/web/issues/?id=${id}`, {
    status: "resolved",
  });
  expect(elsewhere.status).toBe(204);
  const wrong = await api.call("PUT", `${ISSUES}?id=SHOP-1`, { status: "resolved" });
  expect([wrong.status, wrong.body.id]).toEqual([400, [expect.stringContaining("SHOP-1")]]);
  expect((await issueOf("SHOP-1")).status).toBe("unresolved");
});

test("issues are deleted alone or many, but never all by mistake", async () => {
  for (const name of ["one", "two", "three"]) await report(name);
  expect((await api.call("DELETE", `${ISSUES}SHOP-1/`)).status).toBe(202);
  expect((await api.call("DELETE", ISSUES)).status).toBe(400);
  expect((await api.call("DELETE", `${ISSUES}?query=two`)).status).toBe(204);
  const left = (await api.call("GET", `${ISSUES}?query=`)).body;
  expect(left).toMatchObject([{ shortId: "SHOP-3" }]);
  const events = await api.db.selectFrom("events").select("issueId").execute();
  expect(events).toEqual([{ issueId: Number(left[0].id) }]);
});
