import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addProject,
  type Answer,
  PUBLIC_URL,
  startApi,
  type TestApi,
  toAnswer,
} from "../../../test/start-api.ts";

const API_TOKENS = "/api/0/api-tokens/";
const ORG_AUTH_TOKENS = "/api/0/organizations/acme/org-auth-tokens/";

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
});

afterEach(() => api.close());

/** Calls with another token than Ann's. */
async function callWith(
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body && { "content-type": "application/json" }),
  };
  const payload = body ? JSON.stringify(body) : null;
  return toAnswer(await fetch(`${api.url}${path}`, { method, headers, body: payload }));
}

const makeUserToken = (scopes: string[]) => api.call("POST", API_TOKENS, { name: "ci", scopes });

test("a user's token is shown once, works at once, and not any more when it is taken back", async () => {
  const { status, body } = await makeUserToken(["org:read", "project:releases"]);
  expect(status).toBe(201);
  expect(body.token).toMatch(/^sntryu_[0-9a-f]{64}$/);
  const listed = await api.call("GET", API_TOKENS);
  expect(listed.body[0]).toMatchObject({
    id: body.id,
    name: "ci",
    scopes: ["org:read", "project:releases"],
    tokenLastCharacters: body.token.slice(-4),
  });
  expect(JSON.stringify(listed.body)).not.toContain(body.token);
  const organization = "/api/0/organizations/acme/";
  expect((await callWith(body.token, "GET", organization)).status).toBe(200);
  expect((await api.call("DELETE", `${API_TOKENS}${body.id}/`)).status).toBe(204);
  expect((await callWith(body.token, "GET", organization)).status).toBe(401);
  expect((await api.call("DELETE", `${API_TOKENS}${body.id}/`)).status).toBe(404);
  expect((await api.call("DELETE", `${API_TOKENS}nonsense/`)).status).toBe(404);
});

test("a token cannot make one for builds without the scope that those have", async () => {
  const { body } = await makeUserToken(["org:admin"]);
  const refused = await callWith(body.token, "POST", ORG_AUTH_TOKENS, { name: "ci" });
  expect(refused.status).toBe(403);
  expect(refused.body.detail).toBe("The token that asks does not have these: org:ci.");
});

test("the database has no token in it", async () => {
  const user = await makeUserToken(["org:read"]);
  const organization = await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" });
  const rows = JSON.stringify([await api.db.selectFrom("tokens").selectAll().execute()]);
  expect(rows).not.toContain(user.body.token);
  expect(rows).not.toContain(organization.body.token);
});

test("a token without the scope is told which scope it needs", async () => {
  const { body } = await makeUserToken(["event:read"]);
  const refused = await callWith(body.token, "POST", "/api/0/organizations/acme/releases/", {
    version: "1.0.0",
    projects: ["shop"],
  });
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    expect.stringContaining("project:releases"),
  ]);
});

test("no token makes another one that may do more than itself", async () => {
  const { body } = await makeUserToken(["org:admin"]);
  const asked = { name: "more", scopes: ["org:admin", "event:read"] };
  const refused = await callWith(body.token, "POST", API_TOKENS, asked);
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    "The token that asks does not have these: event:read.",
  ]);
});

test("a narrow token makes none that would outlive it, and takes back none but itself", async () => {
  const narrow = (await makeUserToken(["org:read", "org:write", "org:ci"])).body;
  const other = (await makeUserToken(["org:read"])).body;
  for (const [method, path] of [
    ["POST", API_TOKENS],
    ["POST", ORG_AUTH_TOKENS],
    ["DELETE", `${API_TOKENS}${other.id}/`],
  ] as const) {
    const asked = method === "POST" ? { name: "sibling", scopes: ["org:read"] } : undefined;
    const { status, body } = await callWith(narrow.token, method, path, asked);
    expect([status, body.detail]).toEqual([403, expect.stringContaining("org:admin")]);
  }
  expect((await callWith(narrow.token, "DELETE", `${API_TOKENS}self/`)).status).toBe(204);
  expect((await callWith(narrow.token, "GET", "/api/0/")).status).toBe(401);
  expect((await callWith(other.token, "GET", "/api/0/")).status).toBe(200);
});

test("an organization's token can take itself back, too", async () => {
  const { token } = (await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" })).body;
  expect((await callWith(token, "DELETE", `${API_TOKENS}self/`)).status).toBe(204);
  expect((await callWith(token, "GET", "/api/0/")).status).toBe(401);
  expect((await api.call("GET", ORG_AUTH_TOKENS)).body).toEqual([]);
});

test("when a token was used is noted, at most once a minute", async () => {
  const { token } = (await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" })).body;
  const dateLastUsed = async () =>
    (await api.call("GET", ORG_AUTH_TOKENS)).body[0].dateLastUsed as string | null;
  expect(await dateLastUsed()).toBeNull();
  await callWith(token, "GET", "/api/0/");
  await expect.poll(dateLastUsed).toMatch(/Z$/);
  const first = await dateLastUsed();
  for (let n = 0; n < 3; n++) await callWith(token, "GET", "/api/0/");
  expect(await dateLastUsed()).toBe(first);
  await api.db
    .updateTable("tokens")
    .set({ lastUsedAt: Date.now() - 61_000 })
    .execute();
  const old = await dateLastUsed();
  await callWith(token, "GET", "/api/0/");
  await expect.poll(dateLastUsed).not.toBe(old);
});

test.each([
  ["no scopes", { scopes: [] }, "scopes"],
  ["a scope that there is not", { scopes: ["org:everything"] }, "scopes"],
  ["a name that is too long", { scopes: ["org:read"], name: "n".repeat(256) }, "name"],
])("a token with %s is refused in words", async (_what, body, field) => {
  const refused = await api.call("POST", API_TOKENS, body);
  expect([refused.status, refused.body[field]]).toEqual([400, [expect.stringMatching(/\.$/)]]);
});

test("an organization's token carries our address and announces releases", async () => {
  const { status, body } = await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" });
  expect(status).toBe(201);
  const claims: unknown = JSON.parse(Buffer.from(body.token.split("_")[1], "base64").toString());
  expect(claims).toMatchObject({ url: PUBLIC_URL, org: "acme" });
  const root = await callWith(body.token, "GET", "/api/0/");
  expect(root.body).toEqual({ version: "0", user: null, auth: { scopes: ["org:ci"] } });
  const made = await callWith(body.token, "POST", "/api/0/organizations/acme/releases/", {
    version: "1.0.0",
    projects: ["shop"],
  });
  expect(made.status).toBe(201);
});

test("an organization's token reaches no other organization and makes no tokens", async () => {
  await api.db
    .insertInto("organizations")
    .values({ slug: "other", name: "Other", resolveOn: "release", createdAt: 0 })
    .execute();
  const { body } = await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" });
  const elsewhere = await callWith(body.token, "GET", "/api/0/organizations/other/releases/");
  expect(elsewhere.status).toBe(404);
  for (const path of [ORG_AUTH_TOKENS, API_TOKENS]) {
    const asked = { name: "more", scopes: ["org:ci"] };
    expect((await callWith(body.token, "POST", path, asked)).status).toBe(403);
  }
});

test("an organization's tokens are listed, and do not work when they were taken back", async () => {
  const { body } = await api.call("POST", ORG_AUTH_TOKENS, { name: "ci" });
  const listed = await api.call("GET", ORG_AUTH_TOKENS);
  expect(listed.body).toMatchObject([
    { id: body.id, name: "ci", scopes: ["org:ci"], tokenLastCharacters: body.token.slice(-4) },
  ]);
  expect(JSON.stringify(listed.body)).not.toContain(body.token);
  expect((await api.call("DELETE", `${ORG_AUTH_TOKENS}${body.id}/`)).status).toBe(204);
  expect((await callWith(body.token, "GET", "/api/0/")).status).toBe(401);
  expect((await api.call("DELETE", `${ORG_AUTH_TOKENS}${body.id}/`)).status).toBe(404);
  expect((await api.call("POST", ORG_AUTH_TOKENS, { name: " " })).status).toBe(400);
});
