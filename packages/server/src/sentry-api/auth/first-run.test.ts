import { afterEach, beforeEach, expect, test } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { type Answer, startApi, type TestApi } from "../../../test/start-api.ts";
import { readConfig } from "../../config/config.ts";
import { bootstrap } from "../../organizations/bootstrap.ts";

const newPassword = "a password of mine";
const ACME = "/api/0/organizations/acme/";
const MEMBERS = `${ACME}members/`;
let api: TestApi;
let browser: Browser;

beforeEach(async () => {
  api = await startApi();
  browser = new Browser(api.url);
});

afterEach(() => api.close());

/** An empty database, and the service on it for the first time. @returns the password that it prints */
async function startFirst(environment: Record<string, string> = {}): Promise<string> {
  await api.db.deleteFrom("users").execute();
  await api.db.deleteFrom("organizations").execute();
  const firstRun = await bootstrap(api.db, readConfig({ ORGANIZATION: "acme", ...environment }));
  return firstRun?.generatedPassword ?? "";
}

const isPending = async () => (await browser.call("GET", "/api/0/setup/")).body.isOwnerPending;

const logIn = (password: string, more: object = {}): Promise<Answer> =>
  browser.call("POST", "/api/0/auth/login/", { username: "admin@localhost", password, ...more });

test("the printed password is for one login, in which the owner chooses another one", async () => {
  const password = await startFirst();
  expect(await isPending()).toBe(true);
  expect((await logIn(password)).body.detail.code).toBe("new-password-required");
  expect((await logIn(password, { newPassword })).status).toBe(200);
  expect(await isPending()).toBe(false);
  expect((await logIn(password, { newPassword })).status).toBe(403);
  expect((await logIn(newPassword)).status).toBe(200);
});

test("a password that was given stays, and nobody is waited for", async () => {
  await startFirst({ ADMIN_PASSWORD: newPassword });
  expect(await isPending()).toBe(false);
  expect((await logIn(newPassword)).status).toBe(200);
});

test("the owner says who they are, which needs their password", async () => {
  await logIn(await startFirst(), { newPassword });
  const change = (body: object) => browser.call("PUT", "/api/0/users/me/", body);
  const me = { name: "Ann <img>", email: "Ann@example.com" };
  expect((await change(me)).body).toHaveProperty("password");
  expect((await change({ ...me, password: "wrong" })).body).toHaveProperty("password");
  for (const email of ["", "ann", "ann@ example.com"]) {
    expect((await change({ email, password: newPassword })).body).toHaveProperty("email");
  }
  const { status, body } = await change({ ...me, password: newPassword });
  expect([status, body.name, body.email]).toEqual([200, "Ann <img>", "ann@example.com"]);
  expect((await browser.call("GET", "/api/0/users/me/")).body).toMatchObject(body);
  const username = "ann@example.com";
  expect((await logIn(newPassword, { username })).status).toBe(200);
  const log = await browser.call("GET", `${ACME}audit-logs/?per_page=2`);
  expect(log.body.rows).toMatchObject([
    { event: "user.login" },
    { event: "user.edit", targetObject: "ann@example.com", data: { formerName: "admin" } },
  ]);
});

test("nobody takes the address of somebody else", async () => {
  await logIn(await startFirst(), { newPassword });
  await browser.call("POST", MEMBERS, { email: "ben@example.com" });
  const asked = { email: "Ben@example.com", password: newPassword };
  const { status, body } = await browser.call("PUT", "/api/0/users/me/", asked);
  expect([status, body.email]).toEqual([
    400,
    ["Another user has this e-mail address. Use another."],
  ]);
});

test("guesses at the password by changing one's name count as those at login", async () => {
  await logIn(await startFirst(), { newPassword });
  const guess = () => browser.call("PUT", "/api/0/users/me/", { name: "x", password: "wrong" });
  for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
});

test("an organization says what the caller may do in it", async () => {
  await logIn(await startFirst(), { newPassword });
  const owner = (await browser.call("GET", ACME)).body;
  expect([owner.orgRole, owner.access]).toEqual(["owner", expect.arrayContaining(["org:admin"])]);
  const { password } = (await browser.call("POST", MEMBERS, { email: "ben@example.com" })).body;
  await logIn(password, { username: "ben@example.com", newPassword });
  const member = (await browser.call("GET", ACME)).body;
  expect([member.orgRole, member.access]).toEqual(["member", expect.arrayContaining(["org:read"])]);
  expect(member.access).not.toContain("org:integrations");
});

test("what is changed of an organization is written down", async () => {
  await logIn(await startFirst(), { newPassword });
  const { body } = await browser.call("PUT", ACME, { name: "Acme!", resolveOn: "release" });
  expect(body).toMatchObject({ name: "Acme!", resolveOn: "release", orgRole: "owner" });
  const log = await browser.call("GET", `${ACME}audit-logs/?event=org.edit`);
  expect(log.body.rows).toMatchObject([{ data: { name: "Acme!", resolveOn: "release" } }]);
});
