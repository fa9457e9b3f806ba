import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { describe, expect, onTestFinished, test } from "vitest";
import { AccessTokens } from "../src/access-tokens/access-tokens.ts";
import { answerError } from "../src/http/error-handler.ts";
import { acceptJsonOnly } from "../src/http/accept-json-only.ts";

const USER = "/rest/access-tokens/1.0/users/jane";
const PROJECT = "/rest/access-tokens/latest/projects/SHOP";
const REPOSITORY = "/rest/access-tokens/1.0/projects/SHOP/repos/web";
const DAY = 24 * 3600 * 1000;

interface Server {
  folder: string;
  tokens: AccessTokens;
  send: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: Json }>;
}
type Json = Record<string, unknown>;

async function startServer(clock?: () => number, isLoggedIn = true): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  const app = fastify();
  onTestFinished(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
  acceptJsonOnly(app);
  app.setErrorHandler(answerError);
  const tokens = new AccessTokens(folder, clock);
  tokens.registerRoutes(app, () => (isLoggedIn ? "jane" : undefined));
  const baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });

  const send = async (method: string, path: string, body?: unknown) => {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(baseUrl + path, { method, ...init });
    const text = await response.text();
    return { status: response.status, json: text === "" ? {} : (JSON.parse(text) as Json) };
  };
  return { folder, tokens, send };
}

describe.each([
  ["a user", USER, { username: "jane", scope: { type: "user" } }],
  ["a project", PROJECT, { scope: { type: "project", projectKey: "SHOP" } }],
  ["a repository", REPOSITORY, { scope: { type: "repository", projectKey: "SHOP", slug: "web" } }],
])("the token of %s", (_owner, path, grant) => {
  test("it is shown once, and found by its text", async () => {
    const { send, tokens } = await startServer();
    const created = await send("PUT", path, { name: "ci", permissions: ["REPO_ADMIN"] });
    expect(created.status).toBe(200);
    expect(created.json).toEqual({
      id: expect.stringMatching(/^\d{12}$/),
      name: "ci",
      permissions: ["REPO_ADMIN"],
      createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      token: expect.stringMatching(/^[A-Za-z0-9+/]{44}$/),
    });
    const { token, ...shown } = created.json;
    expect(tokens.findByToken(String(token))).toEqual({
      name: "ci",
      permissions: ["REPO_ADMIN"],
      ...grant,
    });
    expect((await send("GET", `${path}/${String(shown.id)}`)).json).toEqual(shown);
    expect((await send("GET", path)).json).toEqual({
      size: 1,
      limit: 25,
      isLastPage: true,
      values: [shown],
      start: 0,
    });
  });

  test("it can be changed, and is unknown after it is deleted", async () => {
    const { send, tokens } = await startServer();
    const { json } = await send("PUT", path, { name: "ci", permissions: ["REPO_READ"] });
    const { id, token } = json;
    const one = `${path}/${String(id)}`;
    expect((await send("POST", one, { name: "build" })).json).toMatchObject({
      id,
      name: "build",
      permissions: ["REPO_READ"],
    });
    await send("POST", one, { permissions: ["REPO_WRITE", "REPO_WRITE"] });
    expect(tokens.findByToken(String(token))).toMatchObject({
      name: "build",
      permissions: ["REPO_WRITE"],
    });
    expect((await send("DELETE", one)).status).toBe(204);
    expect(tokens.findByToken(String(token))).toBe(undefined);
    for (const method of ["GET", "POST", "DELETE"])
      expect((await send(method, one, method === "POST" ? {} : undefined)).status).toBe(404);
  });
});

test("a token ends when its days are over", async () => {
  let now = Date.UTC(2026, 0, 1);
  const { send, tokens } = await startServer(() => now);
  const wanted = { name: "ci", permissions: ["REPO_READ"], expiryDays: 2 };
  const { json } = await send("PUT", USER, wanted);
  expect(json).toMatchObject({ expiryDays: 2, createdDate: "2026-01-01T00:00:00.000Z" });
  now += 2 * DAY;
  expect(tokens.findByToken(String(json.token))).toBeDefined();
  now += 1;
  expect(tokens.findByToken(String(json.token))).toBe(undefined);
});

test("tokens survive a restart, and only their hash is on disk", async () => {
  const { send, folder } = await startServer();
  const { json } = await send("PUT", USER, { name: "ci", permissions: ["REPO_READ"] });
  expect(new AccessTokens(folder).findByToken(String(json.token))).toBeDefined();
  expect(await readFile(join(folder, "access-tokens.json"), "utf8")).not.toContain(json.token);
});

test("an owner sees only its own tokens", async () => {
  const { send } = await startServer();
  const { json } = await send("PUT", PROJECT, { name: "ci", permissions: ["REPO_READ"] });
  expect((await send("GET", REPOSITORY)).json.values).toEqual([]);
  expect((await send("GET", `${REPOSITORY}/${String(json.id)}`)).status).toBe(404);
});

test.each([
  [{ permissions: ["REPO_READ"] }, "name"],
  [{ name: " ", permissions: ["REPO_READ"] }, "name"],
  [{ name: "ci" }, "permissions"],
  [{ name: "ci", permissions: [] }, "permissions"],
  [{ name: "ci", permissions: ["REPO_READ", "ROOT"] }, "permissions.1"],
  [{ name: "ci", permissions: ["REPO_READ"], expiryDays: 0 }, "expiryDays"],
])("%j is refused because of its %s", async (body, context) => {
  const { send } = await startServer();
  const { status, json } = await send("PUT", USER, body);
  expect([status, json.errors]).toEqual([400, [expect.objectContaining({ context })]]);
  expect((await send("GET", USER)).json.values).toEqual([]);
});

test("there can be a hundred tokens", async () => {
  const { send } = await startServer();
  const wanted = { name: "ci", permissions: ["REPO_READ"] };
  for (let count = 0; count < 100; count++) await send("PUT", USER, wanted);
  expect((await send("PUT", USER, wanted)).status).toBe(400);
  expect((await send("PUT", PROJECT, wanted)).status).toBe(200);
});

test("who is not logged in is told so", async () => {
  const { send } = await startServer(undefined, false);
  expect((await send("GET", USER)).json.errors).toMatchObject([
    { exceptionName: expect.stringContaining("AuthenticationRequiredException") },
  ]);
});

test("a token of random text, or of none, grants nothing", async () => {
  const { tokens } = await startServer();
  expect(tokens.findByToken("")).toBe(undefined);
  expect(tokens.findByToken("MjUy")).toBe(undefined);
});
