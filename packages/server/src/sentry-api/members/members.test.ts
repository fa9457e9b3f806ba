import { afterEach, beforeEach, expect, test } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";

const MEMBERS = "/api/0/organizations/acme/members/";
const EMAIL = "ben@example.com";
let api: TestApi;

beforeEach(async () => {
  api = await startApi();
});

afterEach(() => api.close());

const invite = (orgRole: string) =>
  api.call("POST", MEMBERS, { email: "Ben@example.com", orgRole });

const logIn = (browser: Browser, more: object) =>
  browser.call("POST", "/api/0/auth/login/", { username: EMAIL, ...more });

/** Ben, invited and logged in with a password of his own. */
async function join(orgRole: string): Promise<{ browser: Browser; id: string; password: string }> {
  const { id, password } = (await invite(orgRole)).body;
  const browser = new Browser(api.url);
  await logIn(browser, { password, newPassword: "a password of mine" });
  return { browser, id, password };
}

test("who is invited gets a password for one login, and chooses another one in it", async () => {
  const invited = await invite("member");
  expect(invited.status).toBe(201);
  expect(invited.body).toMatchObject({ email: EMAIL, orgRole: "member", pending: true });
  const { password } = invited.body;
  const browser = new Browser(api.url);
  const asked = await logIn(browser, { password });
  expect([asked.status, asked.body.detail.code]).toEqual([403, "new-password-required"]);
  for (const newPassword of ["short", password]) {
    expect((await logIn(browser, { password, newPassword })).status).toBe(400);
  }
  const newPassword = "a password of mine";
  const twice = await Promise.all([1, 2].map(() => logIn(browser, { password, newPassword })));
  const statuses = new Set(twice.map(({ status }) => status));
  expect(statuses, "one of the two").toEqual(new Set([200, 403]));
  expect((await logIn(browser, { password })).status).toBe(403);
  expect((await logIn(browser, { password: newPassword })).status).toBe(200);
  const { body } = await api.call("GET", `${MEMBERS}${invited.body.id}/`);
  expect(body.pending).toBe(false);
});

test("after a week an invitation is over, and can be made again", async () => {
  const { id, password } = (await invite("member")).body;
  await api.db
    .updateTable("users")
    .set({ passwordForOnceUntil: 1 })
    .where("email", "=", EMAIL)
    .execute();
  const newPassword = "a password of mine";
  const late = await logIn(new Browser(api.url), { password, newPassword });
  expect([late.status, late.body.errors.__all__[0]]).toEqual([
    403,
    expect.stringContaining("This invitation is over."),
  ]);
  await api.call("DELETE", `${MEMBERS}${id}/`);
  const again = (await invite("member")).body.password;
  const answer = await logIn(new Browser(api.url), { password: again, newPassword });
  expect(answer.status).toBe(200);
});

test("a member reads, an admin changes projects, and neither invites", async () => {
  const project = { name: "Shop", slug: "shop" };
  const projects = "/api/0/organizations/acme/projects/";
  const { browser, id } = await join("member");
  expect((await browser.call("GET", "/api/0/organizations/acme/")).status).toBe(200);
  const refused = await browser.call("POST", projects, project);
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    expect.stringMatching(/^Your role needs one of these scopes: .*project:write/),
  ]);
  expect((await api.call("PUT", `${MEMBERS}${id}/`, { orgRole: "admin" })).status).toBe(200);
  expect((await browser.call("POST", projects, project)).status).toBe(201);
  const invitation = { email: "cid@example.com", orgRole: "owner" };
  expect((await browser.call("POST", MEMBERS, invitation)).status).toBe(403);
});

test("a token may do no more than the role of its user, also when that became less", async () => {
  const { browser, id } = await join("owner");
  const scopes = ["org:read", "org:write"];
  const { token } = (await browser.call("POST", "/api/0/api-tokens/", { name: "t", scopes })).body;
  const rename = async () => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const options = { method: "PUT", headers, body: '{"name":"Ben\'s"}' };
    return (await fetch(`${api.url}/api/0/organizations/acme/`, options)).status;
  };
  expect(await rename()).toBe(200);
  await api.call("PUT", `${MEMBERS}${id}/`, { orgRole: "member" });
  expect(await rename()).toBe(403);
});

test("whoever became less takes their own tokens back yet", async () => {
  const { browser, id } = await join("owner");
  const body = { name: "mine", scopes: ["org:read"] };
  const token = (await browser.call("POST", "/api/0/api-tokens/", body)).body;
  await api.call("PUT", `${MEMBERS}${id}/`, { orgRole: "member" });
  const path = `/api/0/api-tokens/${token.id}/`;
  expect((await browser.call("DELETE", path)).status).toBe(204);
});

test("an owner sees the tokens of others and takes them back, and nobody else does", async () => {
  const { browser, id } = await join("owner");
  const body = { name: "mine", scopes: ["org:read"] };
  const { token } = (await browser.call("POST", "/api/0/api-tokens/", body)).body;
  const tokens = `${MEMBERS}${id}/api-tokens/`;
  const listed = await api.call("GET", tokens);
  expect(listed.body).toMatchObject([{ name: "mine", tokenLastCharacters: token.slice(-4) }]);
  expect(JSON.stringify(listed.body)).not.toContain(token);
  expect((await api.call("DELETE", `${tokens}${listed.body[0].id}/`)).status).toBe(204);
  expect((await api.call("DELETE", `${tokens}${listed.body[0].id}/`)).status).toBe(404);
  expect((await api.call("GET", tokens)).body).toEqual([]);
  await api.call("PUT", `${MEMBERS}${id}/`, { orgRole: "admin" });
  expect((await browser.call("GET", tokens)).status).toBe(403);
});

test("an owner of one organization is no owner of another", async () => {
  const { browser } = await join("member");
  const { id: organizationId } = await api.db
    .insertInto("organizations")
    .values({ slug: "bens", name: "Ben's", resolveOn: "release", createdAt: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await api.db.selectFrom("users").select("id").where("email", "=", EMAIL).execute();
  const userId = user[0]?.id ?? 0;
  await api.db.insertInto("members").values({ organizationId, userId, role: "owner" }).execute();
  const rename = (slug: string) =>
    browser.call("PUT", `/api/0/organizations/${slug}/`, { name: "Mine" });
  expect((await rename("bens")).status).toBe(200);
  expect((await rename("acme")).status).toBe(403);
});

test("who is removed is logged out, has no tokens, and needs a new password to come back", async () => {
  const { browser, id } = await join("owner");
  const made = { name: "t", scopes: ["org:read"] };
  await browser.call("POST", "/api/0/api-tokens/", made);
  expect((await api.call("DELETE", `${MEMBERS}${id}/`)).status).toBe(204);
  expect((await browser.call("GET", "/api/0/auth/")).status).toBe(401);
  expect(await api.db.selectFrom("tokens").select("id").execute()).toHaveLength(1);
  const password = "a password of mine";
  expect((await logIn(browser, { password })).status).toBe(403);
  const again = await invite("member");
  expect((await logIn(browser, { password })).status).toBe(403);
  expect(again.body.password).toMatch(/^[\w-]{16}$/);
});

test("the last owner can neither leave nor become less", async () => {
  const mine = `${MEMBERS}me/`;
  expect((await api.call("PUT", mine, { orgRole: "admin" })).status).toBe(403);
  const refused = await api.call("DELETE", mine);
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    "You cannot remove the only remaining owner of the organization.",
  ]);
  await join("owner");
  expect((await api.call("DELETE", mine)).status).toBe(204);
});

test("members are found by a part of their name or address", async () => {
  await invite("member");
  for (const list of [MEMBERS, "/api/0/organizations/acme/users/"]) {
    const { body } = await api.call("GET", `${list}?query=BEN@ex`);
    expect(body).toMatchObject([{ email: EMAIL }]);
    expect((await api.call("GET", `${list}?query=nobody`)).body).toEqual([]);
  }
});

test("what cannot be is refused in words", async () => {
  expect((await invite("boss")).body.orgRole[0]).toMatch(/^orgRole is one of/);
  expect((await api.call("POST", MEMBERS, { email: "ben" })).body.email[0]).toMatch(/valid email/);
  await invite("member");
  expect((await invite("member")).body.email[0]).toMatch(/already a member/);
  expect((await api.call("GET", `${MEMBERS}99/`)).status).toBe(404);
  expect((await api.call("GET", `${MEMBERS}nonsense/`)).status).toBe(404);
});
