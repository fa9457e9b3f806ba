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
