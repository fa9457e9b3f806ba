import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureEnvironments } from "../../organizations/environment-store.ts";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";

const PROJECTS = "/api/0/organizations/acme/projects/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

test("a new project is listed and has a DSN to report to", async () => {
  const made = await api.call("POST", PROJECTS, { name: "Web Shop", platform: "node" });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ slug: "web-shop", name: "Web Shop", platform: "node" });
  const listed = await api.call("GET", `${PROJECTS}?cursor=`);
  expect(listed.body).toMatchObject([{ id: made.body.id, slug: "web-shop" }]);
  const [key] = (await api.call("GET", "/api/0/projects/acme/web-shop/keys/")).body;
  expect(key.dsn.public).toMatch(
    new RegExp(`^https://[0-9a-f]{32}@sentry\\.example\\.com/${made.body.id}$`),
  );
});

test("a project is shown with its team, what the caller may do, and what came to it", async () => {
  const shop = await addProject(api, "shop");
  const untouched = { firstEvent: null, latestRelease: null, environments: [], platforms: [] };
  expect((await api.call("GET", PROJECTS)).body).toMatchObject([untouched]);
  for (const [release, environment, platform] of [
    ["shop@1.0.0", "staging", "python"],
    ["shop@1.1.0", "live", "node"],
  ]) {
    await reportMessage(api, shop, "boom", { release, environment, platform });
  }
  const team = { id: String(api.organizationId), slug: "acme", name: "Acme" };
  const shown = {
    team,
    teams: [team],
    access: expect.arrayContaining(["project:read"]),
    environments: ["live", "staging"],
    platforms: ["node", "python"],
    firstEvent: expect.stringMatching(/Z$/),
    latestRelease: { version: "shop@1.1.0" },
  };
  expect((await api.call("GET", PROJECTS)).body).toMatchObject([shown]);
  expect((await api.call("GET", "/api/0/projects/acme/shop/")).body).toMatchObject(shown);
});

test("the latest release is the newest open one of the project itself", async () => {
  const shop = await addProject(api, "shop");
  const other = await addProject(api, "other");
  for (const release of ["1.0.0", "1.1.0", "1.2.0"]) {
    await reportMessage(api, shop, "boom", { release });
  }
  await reportMessage(api, other, "boom", { release: "2.0.0" });
  const archived = { status: "archived" };
  await api.call("PUT", "/api/0/organizations/acme/releases/1.2.0/", archived);
  const latest = async (slug: string) =>
    (await api.call("GET", `/api/0/projects/acme/${slug}/`)).body.latestRelease?.version;
  expect([await latest("shop"), await latest("other")]).toEqual(["1.1.0", "2.0.0"]);
});

test("of many environments a project shows the first hundred", async () => {
  const { id: projectId } = await addProject(api, "shop");
  const environments = Array.from({ length: 150 }, (_, n) => ({ projectId, name: `e${n + 100}` }));
  await ensureEnvironments(api.db, environments);
  const { body } = await api.call("GET", "/api/0/projects/acme/shop/");
  expect(body.environments).toHaveLength(100);
  expect([body.environments.at(0), body.environments.at(-1)]).toEqual(["e100", "e199"]);
});

test("projects are searched by a part of their name or slug", async () => {
  await api.call("POST", PROJECTS, { name: "Web Shop" });
  await api.call("POST", PROJECTS, { name: "Mobile", slug: "app" });
  for (const [query, slugs] of [
    ["SHOP", ["web-shop"]],
    ["app", ["app"]],
    ["", ["app", "web-shop"]],
    ["none", []],
  ] as const) {
    const { body } = await api.call("GET", `${PROJECTS}?query=${query}`);
    expect(body.map((project: { slug: string }) => project.slug)).toEqual(slugs);
  }
});

test("a project is found by slug and by number", async () => {
  const { body: made } = await api.call("POST", PROJECTS, { name: "Shop" });
  for (const idOrSlug of ["shop", made.id]) {
    const { body } = await api.call("GET", `/api/0/projects/acme/${idOrSlug}/`);
    expect(body).toMatchObject({ id: made.id, slug: "shop", organization: { slug: "acme" } });
  }
  expect((await api.call("GET", "/api/0/projects/acme/nope/")).status).toBe(404);
});

test.each([
  ["a slug that is taken", { name: "Other", slug: "shop" }, 409, "detail"],
  ["a name whose slug is taken", { name: "SHOP" }, 409, "detail"],
  ["a slug of digits", { name: "x", slug: "42" }, 400, "slug"],
  ["a slug with a blank", { name: "x", slug: "a b" }, 400, "slug"],
  ["a slug that begins with a dash", { name: "x", slug: "-a" }, 400, "slug"],
  ["a name without a letter", { name: "!!" }, 400, "slug"],
  ["no name", {}, 400, "name"],
  ["a blank name", { name: " " }, 400, "name"],
])("refuses %s and says why", async (_name, body, status, field) => {
  await api.call("POST", PROJECTS, { name: "Shop" });
  const answer = await api.call("POST", PROJECTS, body);
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.body)).toEqual([field]);
  expect(String(answer.body[field])).toMatch(/\w+ .*\w/);
});

test("a list is cut into pages that the Link header joins", async () => {
  for (const name of ["a", "b", "c"]) await api.call("POST", PROJECTS, { name });
  const slugs: string[] = [];
  let cursor: string | undefined = "";
  while (cursor !== undefined) {
    const { body, headers } = await api.call("GET", `${PROJECTS}?per_page=2&cursor=${cursor}`);
    slugs.push(...body.map((project: { slug: string }) => project.slug));
    const next = /rel="next"; results="true"; cursor="([^"]+)"/.exec(headers.get("link") ?? "");
    cursor = next?.[1];
  }
  expect(slugs).toEqual(["a", "b", "c"]);
  const refused = await api.call("GET", `${PROJECTS}?per_page=101`);
  expect(refused.body.per_page).toEqual(["Invalid per_page value. Must be between 1 and 100."]);
});
