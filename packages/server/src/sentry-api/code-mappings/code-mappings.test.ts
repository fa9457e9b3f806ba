import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, addRepository, startApi, type TestApi } from "../../../test/start-api.ts";

const CODE_MAPPINGS = "/api/0/organizations/acme/code-mappings/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "web");
  await addRepository(api, "PROJ/repo");
});

afterEach(() => api.close());

const upload = (mappings: object[], more: object = {}) =>
  api.call("POST", `${CODE_MAPPINGS}bulk/`, {
    project: "web",
    repository: "proj/repo",
    defaultBranch: "main",
    mappings,
    ...more,
  });

test("mappings are kept, told one by one, and listed", async () => {
  const app = { stackRoot: "app/", sourceRoot: "src/" };
  const lib = { stackRoot: "lib/", sourceRoot: "" };
  expect((await upload([app])).body).toEqual({
    created: 1,
    updated: 0,
    errors: 0,
    mappings: [{ ...app, status: "created" }],
  });
  const wrong = { stackRoot: "a b/", sourceRoot: "src/" };
  expect((await upload([app, wrong, lib])).body).toEqual({
    created: 1,
    updated: 1,
    errors: 1,
    mappings: [
      { ...app, status: "updated" },
      { ...wrong, status: "error", detail: "stackRoot must not contain spaces or quotes." },
      { ...lib, status: "created" },
    ],
  });
  const { body } = await api.call("GET", `${CODE_MAPPINGS}?project=web`);
  expect(body).toMatchObject([
    { ...app, projectSlug: "web", repoName: "PROJ/repo", provider: { key: "bitbucket_server" } },
    { ...lib, defaultBranch: "main", automaticallyGenerated: false },
  ]);
});

test("the name that sentry-cli makes of an HTTP clone is understood", async () => {
  const { status } = await upload([{ stackRoot: "", sourceRoot: "" }], {
    repository: "scm/proj/repo",
  });
  expect(status).toBe(200);
});

test.each([
  ["an unknown repository", { repository: "PROJ/other" }, "PROJ/other"],
  ["an unknown project", { project: "other" }, "other"],
  ["no mappings", { mappings: [] }, "no mapping"],
  [
    "too many",
    { mappings: Array.from({ length: 301 }, () => ({ stackRoot: "a", sourceRoot: "b" })) },
    "300",
  ],
])("%s is refused in words", async (_what, more, words) => {
  const { status, body } = await upload([{ stackRoot: "a", sourceRoot: "b" }], more);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(words);
});
