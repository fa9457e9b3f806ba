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

/** A mapping as Sentry's settings page makes one. */
async function single(more: object = {}) {
  const [project] = (await api.call("GET", "/api/0/organizations/acme/projects/")).body;
  const [repository] = (await api.call("GET", "/api/0/organizations/acme/repos/")).body;
  return {
    integrationId: repository.integrationId,
    repositoryId: repository.id,
    projectId: project.id,
    stackRoot: "app/",
    sourceRoot: "src/",
    defaultBranch: "main",
    ...more,
  };
}

test("a single mapping is made, changed and deleted", async () => {
  const made = await api.call("POST", CODE_MAPPINGS, await single());
  expect([made.status, made.body]).toMatchObject([
    201,
    { stackRoot: "app/", projectSlug: "web", repoName: "PROJ/repo" },
  ]);
  const path = `${CODE_MAPPINGS}${made.body.id}/`;
  const changed = await api.call("PUT", path, await single({ stackRoot: "lib/" }));
  expect([changed.status, changed.body]).toMatchObject([200, { stackRoot: "lib/" }]);
  expect((await api.call("DELETE", path)).status).toBe(204);
  expect((await api.call("DELETE", path)).status).toBe(404);
  expect((await api.call("PUT", `${CODE_MAPPINGS}none/`, await single())).status).toBe(404);
  expect((await api.call("GET", CODE_MAPPINGS)).body).toEqual([]);
});

test("a project has one mapping for each stack root", async () => {
  await api.call("POST", CODE_MAPPINGS, await single());
  const second = await api.call("POST", CODE_MAPPINGS, await single({ sourceRoot: "" }));
  const exists = { nonFieldErrors: [expect.stringMatching(/^Code path config already exists/)] };
  expect([second.status, second.body]).toEqual([400, exists]);
  const { body } = await api.call("POST", CODE_MAPPINGS, await single({ stackRoot: "lib/" }));
  const moved = await api.call("PUT", `${CODE_MAPPINGS}${body.id}/`, await single());
  expect([moved.status, moved.body]).toEqual([400, exists]);
});

test.each([
  ["a repository that is not linked", { repositoryId: "99" }, "repositoryId"],
  ["a repository of another integration", { integrationId: 99 }, "repositoryId"],
  ["an unknown project", { projectId: 99 }, "projectId"],
  ["no number", { projectId: "web" }, "projectId"],
  ["a root with a space", { sourceRoot: "a b" }, "sourceRoot"],
])("a single mapping with %s is refused in words", async (_what, more, field) => {
  const { status, body } = await api.call("POST", CODE_MAPPINGS, await single(more));
  expect([status, body]).toEqual([400, { [field]: [expect.any(String)] }]);
});
