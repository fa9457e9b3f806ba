import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

const prefix = "com.atlassian.bitbucket.";

test("anonymous, wrong, unlicensed and not permitted are four different 401", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.control("PUT", "/users/jane", {});
  await world.control("PUT", "/users/guest", { globalPermission: null });
  const refusals = {
    "": "com.atlassian.plugins.rest.api.security.exception.AuthenticationRequiredException",
    "admin:wrong": `${prefix}auth.IncorrectPasswordAuthenticationException`,
    "guest:guest": `${prefix}auth.NoAccessAuthenticationException`,
    "jane:jane": `${prefix}AuthorisationException`,
  };
  for (const [as, exceptionName] of Object.entries(refusals)) {
    const { status, json } = await world.get(`${cart}/commits`, { as });
    const answer = [as, status, at(json, "errors.0.exceptionName")];
    expect(answer).toEqual([as, 401, exceptionName]);
  }
});

test("the name of the user is in the headers of authenticated answers only", async () => {
  const world = await startWorld();
  await world.control("PUT", `/users/${encodeURIComponent("jane doe")}`, { password: "secret" });
  const { headers } = await world.get("/projects", { as: "jane doe:secret" });
  expect(headers.get("x-ausername")).toBe("jane%20doe");
  const open = await world.get("/application-properties", { as: "" });
  expect(open.status).toBe(200);
  expect(open.headers.get("x-ausername")).toBeNull();
  expect(open.headers.get("x-arequestid")).toMatch(/^@\w+x\d+x\d+x\d+$/);
  expect(open.headers.get("etag")).toBeNull();
  expect(open.headers.get("content-type")).toBe("application/json;charset=UTF-8");
});

test("reading needs REPO_READ, webhooks and the log of pushes need REPO_ADMIN", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("First");
  await clone.push("HEAD:main");
  const grant = (permission: string) =>
    world.control("PUT", "/users/jane", {
      grants: [{ project: "SHOP", repository: "cart", permission }],
    });
  const statuses = async () => {
    const paths = ["/commits", "/webhooks", "/ref-change-activities"];
    const answers = paths.map((path) => world.get(cart + path, { as: "jane:jane" }));
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  await grant("REPO_READ");
  expect(await statuses()).toEqual([200, 401, 401]);
  await grant("REPO_WRITE");
  expect(await statuses()).toEqual([200, 401, 401]);
  await grant("REPO_ADMIN");
  expect(await statuses()).toEqual([200, 200, 200]);
});

test("lists show what the caller may see, by permission, name and project", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.rest("POST", "/projects", { body: { key: "OPS", name: "Operations" } });
  await world.rest("POST", "/projects/OPS/repos", { body: { name: "Deploy Tools" } });
  await world.control("PUT", "/users/jane", {
    grants: [
      { project: "OPS", permission: "PROJECT_ADMIN" },
      { project: "SHOP", repository: "cart", permission: "REPO_READ" },
    ],
  });
  const slugs = async (query: string, as = "jane:jane") =>
    column((await world.get(`/repos?${query}`, { as })).json, "values", "slug");
  expect(await slugs("limit=250")).toEqual(["cart", "deploy-tools"]);
  expect(await slugs("permission=REPO_ADMIN&limit=250")).toEqual(["deploy-tools"]);
  expect(await slugs("name= DEPLOY")).toEqual(["deploy-tools"]);
  expect(await slugs("projectname=shop")).toEqual(["cart"]);
  expect(await slugs("projectkey=ops")).toEqual(["deploy-tools"]);
  expect((await world.get("/repos?visibility=secret")).status).toBe(400);
  expect((await world.get("/repos", { as: "" })).status).toBe(401);
  expect(await slugs("permission=REPO_READ", "")).toEqual([]);
  const projects = await world.get("/projects?permission=PROJECT_ADMIN", { as: "jane:jane" });
  expect(column(projects.json, "values", "key")).toEqual(["OPS"]);
});

test("a public repository can be read by anybody", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.rest("PUT", cart, { body: { public: true } });
  expect((await world.get(cart, { as: "" })).status).toBe(200);
  expect(column((await world.get("/repos", { as: "" })).json, "values", "slug")).toEqual(["cart"]);
});

test("a user's token may do what both it and the user may", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("First");
  await clone.push("HEAD:main");
  const made = await world.call("PUT", "/rest/access-tokens/latest/users/admin", {
    body: { name: "reader", permissions: ["REPO_READ"] },
  });
  const authorization = `Bearer ${String(at(made.json, "token"))}`;
  const get = (path: string) => world.get(path, { as: "", headers: { authorization } });
  expect((await get(`${cart}/commits`)).status).toBe(200);
  expect((await get(`${cart}/webhooks`)).status).toBe(401);
});

test("a repository's token opens that repository alone, also after a rename", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.rest("POST", "/projects/SHOP/repos", { body: { name: "till" } });
  const made = await world.call("PUT", `/rest/access-tokens/1.0${cart}`, {
    body: { name: "hooks", permissions: ["REPO_ADMIN"] },
  });
  const authorization = `Bearer ${String(at(made.json, "token"))}`;
  const status = async (path: string) =>
    (await world.get(path, { as: "", headers: { authorization } })).status;
  expect(await status(`${cart}/webhooks`)).toBe(200);
  expect(await status("/projects/SHOP/repos/till")).toBe(401);
  await world.rest("PUT", cart, { body: { name: "basket" } });
  expect(await status("/projects/SHOP/repos/basket/webhooks")).toBe(200);
});

test("an unknown token is wrong credentials", async () => {
  const world = await startWorld();
  const { status, json } = await world.get("/projects", {
    as: "",
    headers: { authorization: "Bearer nonsense" },
  });
  expect(status).toBe(401);
  expect(at(json, "errors.0.exceptionName")).toBe(
    `${prefix}auth.IncorrectPasswordAuthenticationException`,
  );
});
