import { afterEach, beforeEach, expect, test } from "vitest";
import { readPublishedSchema } from "./published-schema.ts";
import { addProject, addRepository, startApi, type TestApi } from "./start-api.ts";

const check = readPublishedSchema();
const ORGANIZATION = "/api/0/organizations/{organization_id_or_slug}/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  const { id, publicKey } = await addProject(api, "shop");
  await addRepository(api, "SHOP/web");
  const url = `${api.url}/api/${id}/store/?sentry_key=${publicKey}`;
  const event = { message: "boom", release: "shop@1.0.0", tags: { color: "blue" } };
  await fetch(url, { method: "POST", body: JSON.stringify(event) });
});

afterEach(() => api.close());

const commits = [
  {
    id: "1".repeat(40),
    repository: "SHOP/web",
    message: "Fixes SHOP-1",
    author_name: "Ann",
    author_email: "ann@example.com",
    timestamp: "2026-05-03T10:00:00Z",
    patch_set: [{ path: "a.js", type: "A" }],
  },
];

test.runIf(check).each([
  ["GET", "", undefined, 200],
  ["GET", "releases/", undefined, 200],
  ["POST", "releases/", { version: "shop@1.1.0", projects: ["shop"], commits }, 201],
  ["GET", "releases/{version}/", undefined, 200],
  ["PUT", "releases/{version}/", { commits }, 200],
  ["GET", "releases/{version}/commits/", undefined, 200],
  ["GET", "projects/", undefined, 200],
  ["POST", "projects/", { name: "web" }, 201],
  ["GET", "issues/{issue_id}/", undefined, 200],
  ["PUT", "issues/{issue_id}/", { status: "resolved" }, 200],
  ["GET", "issues/{issue_id}/events/{event_id}/", undefined, 200],
  ["GET", "shortids/{issue_id}/", undefined, 200],
])("%s %s answers as Sentry publishes it", async (method, path, body, status) => {
  await api.call("PUT", "/api/0/organizations/acme/releases/shop@1.0.0/", { commits });
  const actual = `/api/0/organizations/acme/${path}`
    .replace("{version}", "shop@1.0.0")
    .replace("{issue_id}", "SHOP-1")
    .replace("{event_id}", "latest");
  const answer = await api.call(method, actual, body);
  expect(answer.status).toBe(status);
  expect(check?.(`${method} ${ORGANIZATION}${path}`, status, answer.body)).toEqual([]);
});
