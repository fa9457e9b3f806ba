import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, addRepository, startApi, type TestApi } from "../../../test/start-api.ts";

const SHOP = "/api/0/projects/acme/shop/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
});

afterEach(() => api.close());

test.each([
  ["raw", "path:src/* ann@example.com", "keeps no rules of ownership"],
  ["fallthrough", true, "Nobody owns issues here"],
  ["autoAssignment", "Auto Assign to Issue Owner", "assigned by people alone"],
  ["codeownersAutoSync", true, "CODEOWNERS is not read"],
])("ownership is refused in words, and stays as it is: %s", async (setting, value, sentence) => {
  const path = `${SHOP}ownership/`;
  const before = await api.call("GET", path);
  const refused = await api.call("PUT", path, { ...before.body, [setting]: value });
  expect([refused.status, refused.body]).toEqual([
    400,
    { [setting]: [expect.stringContaining(sentence)] },
  ]);
  const again = await api.call("PUT", path, before.body);
  expect([again.status, again.body]).toEqual([202, before.body]);
});

test("a repository is one of every project of its organization", async () => {
  const { id } = await addRepository(api, "SHOP/web");
  const link = (body: object) => api.call("POST", `${SHOP}repo/`, body);
  const linked = await link({ repositoryId: id });
  expect([linked.status, linked.body]).toMatchObject([
    200,
    { repositoryId: String(id), created: false },
  ]);
  expect(await link({ repositoryId: id + 1 })).toMatchObject({ status: 404 });
  const unsaid = await link({});
  expect([unsaid.status, unsaid.body]).toEqual([400, { repositoryId: [expect.any(String)] }]);
});
