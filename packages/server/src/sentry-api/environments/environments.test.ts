import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

const OF_ORGANIZATION = "/api/0/organizations/acme/environments/";
const OF_SHOP = "/api/0/projects/acme/shop/environments/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  for (const [slug, environment] of [
    ["shop", "production"],
    ["web", "staging"],
    ["web", "production"],
  ] as const) {
    const known = await api.call("GET", `/api/0/projects/acme/${slug}/keys/`);
    const [key] = known.status === 200 ? known.body : [];
    const project = key ? { id: key.projectId, publicKey: key.id } : await addProject(api, slug);
    const url = `${api.url}/api/${project.id}/store/?sentry_key=${project.publicKey}`;
    await fetch(url, { method: "POST", body: JSON.stringify({ message: "boom", environment }) });
  }
});

afterEach(() => api.close());

const names = async (path: string) =>
  (await api.call("GET", path)).body.map((environment: { name: string }) => environment.name);

test("environments are those of the events, each once", async () => {
  expect(await names(OF_ORGANIZATION)).toEqual(["production", "staging"]);
  expect(await names(OF_SHOP)).toEqual(["production"]);
});

test("a deploy makes an environment known", async () => {
  const releases = "/api/0/organizations/acme/releases/";
  await api.call("POST", releases, { version: "1.0", projects: ["shop"] });
  await api.call("POST", `${releases}1.0/deploys/`, { environment: "canary" });
  expect(await names(OF_SHOP)).toEqual(["canary", "production"]);
});

test("a hidden environment is listed only when it is asked for", async () => {
  const { body } = await api.call("PUT", `${OF_SHOP}production/`, { isHidden: true });
  expect(body).toMatchObject({ name: "production", isHidden: true });
  expect(await names(OF_SHOP)).toEqual([]);
  expect(await names(`${OF_SHOP}?visibility=hidden`)).toEqual(["production"]);
  expect(await names(`${OF_SHOP}?visibility=all`)).toEqual(["production"]);
  expect(await names(OF_ORGANIZATION)).toEqual(["production", "staging"]);
  const many = { environmentNames: ["production"], isHidden: false };
  expect((await api.call("PUT", OF_SHOP, many)).body).toMatchObject([{ isHidden: false }]);
  const unknown = { environmentNames: ["production", "moon"], isHidden: true };
  expect((await api.call("PUT", OF_SHOP, unknown)).status).toBe(404);
  expect(await names(OF_SHOP)).toEqual(["production"]);
  expect((await api.call("GET", `${OF_SHOP}?visibility=none`)).status).toBe(400);
  expect((await api.call("GET", `${OF_SHOP}nowhere/`)).status).toBe(404);
});

test("a name that is given very often hides one environment", async () => {
  const often = { environmentNames: Array(40_000).fill("production"), isHidden: true };
  const { status, body } = await api.call("PUT", OF_SHOP, often);
  expect(body).toMatchObject([{ name: "production", isHidden: true }]);
  expect(status).toBe(200);
});

test.each([OF_ORGANIZATION, OF_SHOP])(
  "the environments of %s are listed in pages",
  async (path) => {
    const { id } = await api.db
      .selectFrom("projects")
      .select("id")
      .where("slug", "=", "shop")
      .executeTakeFirstOrThrow();
    const many = Array.from({ length: 150 }, (_, n) => `env${String(n).padStart(3, "0")}`);
    const rows = many.map((name) => ({ projectId: id, name }));
    await api.db.insertInto("environments").values(rows).execute();
    const first = await api.call("GET", `${path}?per_page=100`);
    const [, cursor] =
      /rel="next"; results="true"; cursor="(.*?)"/.exec(first.headers.get("link") ?? "") ?? [];
    const rest = await names(`${path}?per_page=100&cursor=${cursor}`);
    const listed = [...first.body.map((one: { name: string }) => one.name), ...rest];
    const others = path === OF_SHOP ? ["production"] : ["production", "staging"];
    expect(listed).toEqual([...many, ...others]);
  },
);

test("more environments than anybody has are not hidden at once", async () => {
  const environmentNames = Array.from({ length: 1_001 }, (_, n) => `env${n}`);
  const { status, body } = await api.call("PUT", OF_SHOP, { environmentNames, isHidden: true });
  expect([status, body]).toEqual([
    400,
    { environmentNames: ["Name at most 1,000 environments at once."] },
  ]);
});
