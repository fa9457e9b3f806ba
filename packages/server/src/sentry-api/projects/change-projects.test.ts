import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

const SHOP = "/api/0/projects/acme/shop/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
});

afterEach(() => api.close());

test("a project is renamed, and found by its new slug", async () => {
  const { status, body } = await api.call("PUT", SHOP, { name: "Store", slug: "store" });
  expect([status, body]).toMatchObject([200, { name: "Store", slug: "store", platform: "node" }]);
  expect((await api.call("GET", `/api/0/projects/acme/${body.id}/`)).body.slug).toBe("store");
});

test("who asks for a project by a former slug is sent on, wherever below it", async () => {
  await api.call("PUT", SHOP, { slug: "store" });
  await api.call("PUT", "/api/0/projects/acme/store/", { slug: "mall" });
  for (const former of ["shop", "store"]) {
    const below = (slug: string) => `/api/0/projects/acme/${slug}/issues/?query=is%3Aunresolved`;
    const answer = await fetch(`${api.url}${below(former)}`, {
      headers: { authorization: `Bearer ${api.token}` },
      redirect: "manual",
    });
    const location = answer.headers.get("location");
    expect([answer.status, location]).toEqual([302, below("mall")]);
    expect(await answer.json()).toMatchObject({
      slug: "mall",
      detail: { code: "resource-moved", extra: { slug: "mall" } },
    });
  }
  expect((await api.call("GET", SHOP)).body.slug).toBe("mall");
});

test("a change by a former slug is made, and sentry-cli is told in words", async () => {
  await api.call("PUT", SHOP, { slug: "store" });
  const made = await api.call("POST", `${SHOP}keys/`, { name: "spare" });
  expect([made.status, made.body]).toMatchObject([201, { name: "spare" }]);
  expect((await api.call("PUT", SHOP, { name: "Store" })).body).toMatchObject({ name: "Store" });
  const told = await fetch(`${api.url}${SHOP}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${api.token}`, "user-agent": "sentry-cli/3.6.0" },
  });
  expect([told.status, await told.json()]).toEqual([
    410,
    { detail: "The project was renamed to 'store': use that slug instead." },
  ]);
  expect((await api.call("DELETE", SHOP)).status).toBe(204);
  expect((await api.call("GET", SHOP)).status).toBe(404);
});

test("a former slug is free for another project, and leads to it then", async () => {
  await api.call("PUT", SHOP, { slug: "store" });
  const { id } = await addProject(api, "shop");
  expect((await api.call("GET", SHOP)).body.id).toBe(String(id));
  await api.call("PUT", "/api/0/projects/acme/store/", { name: "Still the store" });
  await api.call("DELETE", SHOP);
  expect((await api.call("GET", SHOP)).body.slug).toBe("store");
  await api.call("DELETE", "/api/0/projects/acme/store/");
  expect((await api.call("GET", SHOP)).status).toBe(404);
});

test("a project cannot take another's slug", async () => {
  await addProject(api, "web");
  const { status, body } = await api.call("PUT", SHOP, { slug: "web" });
  expect([status, body]).toEqual([400, { slug: [expect.stringContaining("web")] }]);
  expect((await api.call("PUT", SHOP, { slug: "shop" })).status).toBe(200);
});

test("a deleted project is gone with all that was reported to it", async () => {
  const { id, publicKey } = await addProject(api, "web");
  const send = () =>
    fetch(`${api.url}/api/${id}/store/?sentry_key=${publicKey}`, {
      method: "POST",
      body: JSON.stringify({ message: "boom" }),
    });
  await send();
  expect((await api.call("DELETE", "/api/0/projects/acme/web/")).status).toBe(204);
  expect((await api.call("GET", "/api/0/projects/acme/web/")).status).toBe(404);
  expect((await api.call("GET", "/api/0/organizations/acme/issues/?query=")).body).toEqual([]);
  expect((await send()).status).toBe(403);
});

test("a project can be made below the one team that there is", async () => {
  const [team] = (await api.call("GET", "/api/0/organizations/acme/teams/")).body;
  const made = await api.call("POST", `/api/0/teams/acme/${team.slug}/projects/`, { name: "Web" });
  expect([made.status, made.body.slug]).toEqual([201, "web"]);
  const refused = await api.call("POST", "/api/0/teams/acme/blue/projects/", { name: "Api" });
  expect([refused.status, refused.body.detail]).toEqual([404, expect.stringContaining("acme")]);
});

test("an organization's name and policy are changed", async () => {
  const path = "/api/0/organizations/acme/";
  const { body } = await api.call("PUT", path, { name: "Acme Ltd", resolveOn: "release" });
  expect(body).toMatchObject({ slug: "acme", name: "Acme Ltd", resolveOn: "release" });
  expect((await api.call("GET", path)).body).toMatchObject({ resolveOn: "release" });
  const refused = await api.call("PUT", path, { resolveOn: "never" });
  expect(refused.body).toEqual({ resolveOn: [expect.stringContaining("any-branch")] });
});

test.each(["members", "users"])(
  "the %s of an organization are who can be assigned",
  async (list) => {
    const { body } = await api.call("GET", `/api/0/organizations/acme/${list}/`);
    expect(body).toMatchObject([
      { email: "ann@example.com", role: "owner", user: { id: String(api.userId) } },
    ]);
  },
);
