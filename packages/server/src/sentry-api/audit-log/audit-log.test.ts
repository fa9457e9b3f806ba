import { afterEach, beforeEach, expect, test } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { hashPassword } from "../../organizations/password.ts";

const ACME = "/api/0/organizations/acme";
let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

const list = (query = "") => api.call("GET", `${ACME}/audit-logs/${query}`);

test("tokens, members and logins are written down: who, when, from where, what", async () => {
  const before = Date.now();
  const made = await api.call("POST", `${ACME}/org-auth-tokens/`, { name: "builds" });
  await api.call("DELETE", `${ACME}/org-auth-tokens/${made.body.id}/`);
  const own = await api.call("POST", "/api/0/api-tokens/", { name: "mine", scopes: ["org:read"] });
  await api.call("DELETE", `/api/0/api-tokens/${own.body.id}/`);
  const ben = await api.call("POST", `${ACME}/members/`, { email: "ben@example.com" });
  await api.call("PUT", `${ACME}/members/${ben.body.id}/`, { orgRole: "admin" });
  await api.call("DELETE", `${ACME}/members/${ben.body.id}/`);
  await api.db
    .updateTable("users")
    .set({ passwordHash: await hashPassword("right one") })
    .execute();
  const browser = new Browser(api.url);
  for (const password of ["wrong one", "right one"]) {
    const body = { username: "ann@example.com", password };
    await browser.call("POST", "/api/0/auth/login/", body);
  }
  await browser.call("DELETE", "/api/0/auth/");

  const { status, body } = await list();
  expect(status).toBe(200);
  const rows = body.rows as { event: string; targetObject: string; dateCreated: string }[];
  expect(rows.map(({ event, targetObject }) => `${event} ${targetObject}`).toReversed()).toEqual([
    "org-auth-token.create builds",
    "org-auth-token.remove builds",
    "user-token.create mine",
    "user-token.remove mine",
    "member.add ben@example.com",
    "member.edit ben@example.com",
    "member.remove ben@example.com",
    "user.login-failed ann@example.com",
    "user.login ann@example.com",
    "user.logout ann@example.com",
  ]);
  for (const row of rows) {
    const actor = { id: String(api.userId), name: "ann@example.com" };
    expect(row).toMatchObject({ actor, ipAddress: "127.0.0.1" });
    expect(Date.parse(row.dateCreated)).toBeGreaterThanOrEqual(before);
  }
  const text = JSON.stringify(body);
  for (const secret of [made.body.token, own.body.token, ben.body.password, "right one"]) {
    expect(text).not.toContain(secret);
  }
});

test("it is read by event, by who it was, and in pages", async () => {
  for (const name of ["a", "b", "c"]) {
    await api.call("POST", `${ACME}/org-auth-tokens/`, { name });
  }
  await api.call("POST", "/api/0/api-tokens/", { name: "mine", scopes: ["org:read"] });
  const names = async (query: string) =>
    ((await list(query)).body.rows as { targetObject: string }[]).map((row) => row.targetObject);
  expect(await names("?event=org-auth-token.create")).toEqual(["c", "b", "a"]);
  expect(await names(`?actor=${api.userId}&per_page=1`)).toEqual(["mine"]);
  expect(await names("?actor=999")).toEqual([]);
  const { headers } = await list("?per_page=2");
  const [, cursor] =
    /cursor=([^&>]+)>; rel="next"; results="true"/.exec(headers.get("link") ?? "") ?? [];
  expect(await names(`?per_page=2&cursor=${cursor}`)).toEqual(["b", "a"]);
  expect((await list("?event=nonsense")).status).toBe(400);
});

test("an organization's token is named when it takes itself back", async () => {
  const { token } = (await api.call("POST", `${ACME}/org-auth-tokens/`, { name: "builds" })).body;
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${api.url}/api/0/api-tokens/self/`, { method: "DELETE", headers });
  expect((await list("?event=org-auth-token.remove")).body.rows).toMatchObject([
    { actor: { id: null, name: 'token "builds"' }, targetObject: "builds" },
  ]);
});

test("what did not happen is not written down", async () => {
  await api.call("POST", `${ACME}/org-auth-tokens/`, { name: " " });
  await api.call("DELETE", `${ACME}/org-auth-tokens/99/`);
  await api.call("DELETE", `${ACME}/members/me/`);
  expect((await list()).body.rows).toEqual([]);
});
