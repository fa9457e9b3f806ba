import { expect, test } from "vitest";
import { startSandbox } from "../src/index.ts";
import { at, column } from "./json.ts";
import { Receiver } from "./receiver.ts";
import { cart, SandboxWorld, startWorld } from "./sandbox-world.ts";

test("a repository is made with a slug of its name and linked by the base URL", async () => {
  const world = await startWorld({ contextPath: "bitbucket/" });
  await world.rest("POST", "/projects", {
    body: { key: "shop", name: "Shop", description: "All" },
  });
  const { status, json } = await world.rest("POST", "/projects/SHOP/repos", {
    body: { name: "My Cart", scmId: "git", forkable: true },
  });
  const { url } = world.sandbox;
  expect(url).toMatch(/\/bitbucket$/);
  expect(status).toBe(201);
  expect(json).toMatchObject({
    slug: "my-cart",
    name: "My Cart",
    scmId: "git",
    state: "AVAILABLE",
    archived: false,
    project: { key: "SHOP", type: "NORMAL", description: "All" },
  });
  expect(at(json, "links.self.0.href")).toBe(`${url}/projects/SHOP/repos/my-cart/browse`);
  expect(at(json, "links.clone")).toContainEqual({
    name: "http",
    href: `${url}/scm/shop/my-cart.git`,
  });
  expect((await world.get("/projects/shop/repos/MY-CART")).json).toEqual(json);
});

test("what is wrong with a new project or repository is said with Bitbucket's status", async () => {
  const world = await startWorld();
  await world.makeCart();
  const post = (path: string, body: object) => world.rest("POST", path, { body });
  const keyless = await post("/projects", {});
  expect(keyless.status).toBe(400);
  expect(keyless.json).toMatchObject({
    errors: [
      {
        exceptionName: null,
        message: "The project key must be specified when creating a project.",
      },
    ],
  });
  expect((await post("/projects", { key: "SHOP", name: "Again" })).status).toBe(409);
  expect((await post("/projects/SHOP/repos", { name: "Cart" })).status).toBe(409);
  expect((await post("/projects/SHOP/repos", { name: "" })).status).toBe(400);
  expect((await post("/projects/NONE/repos", { name: "x" })).json).toMatchObject({
    errors: [{ message: "Project NONE does not exist." }],
  });
});

test("a renamed repository answers at its new address, redirects from the old, and tells its webhooks", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await world.rest("POST", "/projects", { body: { key: "OPS", name: "Operations" } });
  await world.rest("POST", `${cart}/webhooks`, {
    body: { name: "ours", url: receiver.url, events: ["repo:modified", "repo:refs_changed"] },
  });
  const renamed = await world.rest("PUT", cart, {
    body: { name: "Basket", project: { key: "OPS" } },
  });
  expect(renamed.status).toBe(201);
  expect(renamed.json).toMatchObject({ id: 1, slug: "basket", project: { key: "OPS" } });
  const old = await world.get(`${cart}/commits?limit=5`);
  expect(old.status).toBe(307);
  expect(old.headers.get("location")).toBe(
    "/rest/api/1.0/projects/OPS/repos/basket/commits?limit=5",
  );
  // git follows it too.
  await clone.commit("First");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  const [modified, pushed] = receiver.deliveries.map(({ json }) => json);
  expect(modified).toMatchObject({
    eventKey: "repo:modified",
    old: { slug: "cart", project: { key: "SHOP" } },
    new: { slug: "basket", project: { key: "OPS" } },
  });
  expect(at(pushed, "repository")).toMatchObject({ slug: "basket", project: { key: "OPS" } });
});

test("deleting is scheduled once, then there is nothing to delete", async () => {
  const world = await startWorld();
  await world.makeCart();
  const full = await world.rest("DELETE", "/projects/SHOP");
  expect(full.status).toBe(409);
  expect(full.json).toMatchObject({
    errors: [{ message: 'The project "SHOP" cannot be deleted because it has repositories.' }],
  });
  expect((await world.rest("DELETE", cart)).status).toBe(202);
  expect((await world.rest("DELETE", cart)).status).toBe(204);
  const { status, json } = await world.get(cart);
  expect(status).toBe(404);
  expect(json).toEqual({
    errors: [
      {
        context: null,
        message: "Repository SHOP/cart does not exist.",
        exceptionName: "com.atlassian.bitbucket.repository.NoSuchRepositoryException",
      },
    ],
  });
  expect((await world.rest("DELETE", "/projects/SHOP")).status).toBe(204);
});

test("a personal project comes with its first repository and has two addresses", async () => {
  const world = await startWorld();
  await world.control("PUT", "/users/jane", {});
  const made = await world.rest("POST", "/projects/~jane/repos", {
    as: "jane:jane",
    body: { name: "notes" },
  });
  expect(made.json).toMatchObject({
    project: { key: "~JANE", type: "PERSONAL", owner: { name: "jane" } },
  });
  for (const path of [
    "/projects/~jane/repos/notes",
    "/projects/%7Ejane/repos/notes",
    "/users/jane/repos/notes",
  ]) {
    expect((await world.get(path, { as: "jane:jane" })).json).toEqual(made.json);
  }
});

test("lists of projects have hidden rows: nextPageStart is no sum, and every project comes once", async () => {
  const world = await startWorld();
  for (const key of ["A", "B", "C", "D", "E"]) {
    await world.rest("POST", "/projects", { body: { key, name: key } });
  }
  const { json } = await world.get("/projects?limit=1");
  expect(json).toMatchObject({ size: 1, limit: 1, start: 0, nextPageStart: 2, isLastPage: false });
  const keys = await world.everyPage("/projects?limit=2", "key");
  expect(keys).toEqual(["A", "B", "C", "D", "E"]);
  expect((await world.get("/projects?limit=many")).status).toBe(400);
});

test("an archived repository is listed only when asked for", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.rest("PUT", cart, { body: { archived: true } });
  const size = async (query: string) => at((await world.get(`/repos?${query}`)).json, "size");
  expect(await size("")).toBe(0);
  expect(await size("archived=ARCHIVED")).toBe(1);
  expect(await size("archived=all")).toBe(1);
});

test("a restart keeps projects, repositories, users, webhooks, tokens and pushes", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  await clone.push("HEAD:main");
  await world.control("PUT", "/users/jane", { globalPermission: "ADMIN" });
  await world.rest("POST", `${cart}/webhooks`, {
    body: { name: "ours", url: "http://127.0.0.1:1/", events: ["repo:refs_changed"] },
  });
  const token = await world.call("PUT", "/rest/access-tokens/latest/users/jane", {
    as: "jane:jane",
    body: { name: "mine", permissions: ["PROJECT_ADMIN"] },
  });
  const dataDir = `${world.folder}/data`;
  await world.sandbox.close();
  const sandbox = await startSandbox({ dataDir });
  try {
    const again = new SandboxWorld(sandbox, world.folder);
    const authorization = `Bearer ${String(at(token.json, "token"))}`;
    const get = (path: string) => again.get(path, { as: "", headers: { authorization } });
    expect(column((await get(`${cart}/commits`)).json, "values", "id")).toEqual([head]);
    expect(column((await get(`${cart}/webhooks`)).json, "values", "name")).toEqual(["ours"]);
    expect(at((await get(`${cart}/ref-change-activities`)).json, "size")).toBe(1);
    const made = await again.rest("POST", "/projects", { body: { key: "NEW", name: "New" } });
    expect(made.json).toMatchObject({ id: 2 });
  } finally {
    await sandbox.close();
  }
});
