import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, addRepository, startApi, type TestApi } from "../../test/start-api.ts";
import { listCodeMappings, storeCodeMapping } from "./code-mapping-store.ts";

let api: TestApi;
let projectId: number;
let repositoryId: number;

beforeEach(async () => {
  api = await startApi();
  projectId = (await addProject(api, "shop")).id;
  repositoryId = (await addRepository(api, "SHOP/web")).id;
});

afterEach(() => api.close());

function store(stackRoot: string, sourceRoot: string) {
  const mapping = { projectId, repositoryId, stackRoot, sourceRoot, defaultBranch: "main" };
  return storeCodeMapping(api.db, mapping);
}

test("a stack root is mapped once: the newer mapping takes the place of the older", async () => {
  expect(await store("app/", "src/")).toBe("created");
  expect(await store("app/", "lib/")).toBe("updated");
  expect(await listCodeMappings(api.db, projectId)).toMatchObject([
    { stackRoot: "app/", sourceRoot: "lib/", repositoryId, defaultBranch: "main" },
  ]);
});

test("the most exact stack root comes first", async () => {
  await store("", "");
  await store("app/web/", "web/");
  await store("app/", "src/");
  const mappings = await listCodeMappings(api.db, projectId);
  expect(mappings.map((mapping) => mapping.stackRoot)).toEqual(["app/web/", "app/", ""]);
});
