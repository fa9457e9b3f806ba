import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

const KEYS = "/api/0/projects/acme/shop/keys/";

let api: TestApi;
let projectId: number;

beforeEach(async () => {
  api = await startApi();
  projectId = (await addProject(api, "shop")).id;
});

afterEach(() => api.close());

const send = async (key: string) => {
  const url = `${api.url}/api/${projectId}/store/?sentry_key=${key}`;
  const body = JSON.stringify({ message: "boom" });
  return (await fetch(url, { method: "POST", body })).status;
};

test("a new key has a DSN that can be reported to", async () => {
  const made = await api.call("POST", KEYS, { name: "Mobile" });
  expect(made.status).toBe(201);
  const { id, dsn } = made.body;
  expect(dsn.public).toBe(`https://${id}@sentry.example.com/${projectId}`);
  expect((await api.call("GET", `${KEYS}${id}/`)).body).toEqual(made.body);
  expect(await send(id)).toBe(200);
  const everywhere = await api.call("GET", "/api/0/organizations/acme/project-keys/");
  expect(everywhere.body).toMatchObject([{ name: "Default" }, { name: "Mobile" }]);
});

test("a key that is switched off or deleted can no longer be reported with", async () => {
  const [{ id }] = (await api.call("GET", KEYS)).body;
  const off = await api.call("PUT", `${KEYS}${id}/`, { isActive: false });
  expect([off.status, off.body.isActive]).toEqual([200, false]);
  expect(await send(id)).toBe(403);
  expect((await api.call("GET", `${KEYS}?status=active`)).body).toEqual([]);
  await api.call("PUT", `${KEYS}${id}/`, { isActive: true });
  expect(await send(id)).toBe(200);
  expect((await api.call("DELETE", `${KEYS}${id}/`)).status).toBe(204);
  expect(await send(id)).toBe(403);
  expect((await api.call("GET", `${KEYS}${id}/`)).status).toBe(404);
});

test("a key's limit stays until it is lifted, and refuses what is over it", async () => {
  const [{ id }] = (await api.call("GET", KEYS)).body;
  const rateLimit = { window: 3_600, count: 1 };
  await api.call("PUT", `${KEYS}${id}/`, { rateLimit });
  const renamed = await api.call("PUT", `${KEYS}${id}/`, { name: "Web" });
  expect(renamed.body).toMatchObject({ name: "Web", rateLimit });
  expect([await send(id), await send(id)]).toEqual([200, 429]);
  const lifted = await api.call("PUT", `${KEYS}${id}/`, { rateLimit: null });
  expect(lifted.body.rateLimit).toBeNull();
  expect(await send(id)).toBe(200);
});

test.each([
  [{ name: "x".repeat(65) }, "name"],
  [{ rateLimit: { window: -1, count: 1 } }, "rateLimit"],
  [{ rateLimit: { window: 100_000, count: 1 } }, "rateLimit"],
])("refuses the key %j and says why", async (body, field) => {
  const answer = await api.call("POST", KEYS, body);
  expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
});
