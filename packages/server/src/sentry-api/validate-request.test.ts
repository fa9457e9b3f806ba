import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../test/start-api.ts";

const TEXT_RULE = "Text must not contain NUL, or half of a surrogate pair.";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
});

afterEach(() => api.close());

test.each([
  ["a path", "GET", "projects/acme/shop/environments/pr%00od/", undefined, "environment"],
  ["a query", "GET", "organizations/acme/issues/?query=a%00b", undefined, "query"],
  [
    "a repeated query",
    "GET",
    "organizations/acme/issues/?environment=%00&environment=b",
    undefined,
    "environment",
  ],
  ["a body", "PUT", "projects/acme/shop/", { name: "a\0b" }, "name"],
  ["half a surrogate pair", "PUT", "projects/acme/shop/", { name: "a\ud800b" }, "name"],
  [
    "a list in a body",
    "POST",
    "organizations/acme/releases/",
    { version: "1", projects: ["shop"], refs: [{ repository: "SHOP/web", commit: "\0" }] },
    "refs",
  ],
])("text that no database takes is refused in %s", async (_, method, path, sent, field) => {
  const { status, body } = await api.call(method, `/api/0/${path}`, sent);
  expect([status, body]).toEqual([400, { [field]: [TEXT_RULE] }]);
});

test("commits are kept whatever was written in them", async () => {
  const [id, path] = ["1".repeat(40), "a\0.js"];
  const commit = { id, repository: "SHOP/web", message: "a\0b", patch_set: [{ path, type: "A" }] };
  const sent = { version: "1", projects: ["shop"], commits: [{ ...commit, author_name: "A\0" }] };
  expect((await api.call("POST", "/api/0/organizations/acme/releases/", sent)).status).toBe(201);
});
