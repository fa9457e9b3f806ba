import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

const ORGANIZATION = "/api/0/organizations/acme/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  const shop = await addProject(api, "shop");
  for (const message of ["boom", "bang"]) await reportMessage(api, shop, message);
  await api.call("PUT", "/api/0/projects/acme/shop/", { slug: "store" });
});

afterEach(() => api.close());

const shortIdAt = async (path: string) =>
  (await api.call("GET", `${ORGANIZATION}${path}`)).body.shortId;

test("an issue is found by the short id that it had before its project was renamed", async () => {
  expect(await shortIdAt("issues/SHOP-2/")).toBe("STORE-2");
  expect(await shortIdAt("shortids/shop-2/")).toBe("STORE-2");
  const search = (query: string) => api.call("GET", `${ORGANIZATION}issues/?query=${query}`);
  expect((await search("SHOP-2")).body).toMatchObject([{ shortId: "STORE-2" }]);
});

test("a commit resolves an issue by that short id, too", async () => {
  await addRepository(api, "SHOP/web");
  const commits = [{ id: "a".repeat(40), repository: "SHOP/web", message: "Fixes SHOP-2" }];
  const release = { version: "1.0.0", projects: ["store"], commits };
  await api.call("POST", `${ORGANIZATION}releases/`, release);
  const { body } = await api.call("GET", `${ORGANIZATION}issues/STORE-2/`);
  expect(body).toMatchObject({ status: "resolved", statusDetails: { inRelease: "1.0.0" } });
});

test("a project that is called so now has its short ids to itself", async () => {
  const shop = await addProject(api, "shop");
  await reportMessage(api, shop, "crash");
  expect(await shortIdAt("issues/SHOP-1/")).toBe("SHOP-1");
  expect((await api.call("GET", `${ORGANIZATION}issues/SHOP-2/`)).status).toBe(404);
});
