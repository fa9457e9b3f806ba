import { randomUUID } from "node:crypto";
import { Browser } from "@sentry-bitbucket-server/server/test/browser";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonClient } from "../world/json-client.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { uninstallAll } from "../world/uninstall-all.ts";
import { Installing, startFilledBitbucket } from "./installing.ts";
import { addConsumer, decide, oauthConfig } from "./oauth.ts";

const PIPELINE = "/api/0/organizations/acme/pipeline/integration_pipeline/";

let world: World;
let bitbucket: JsonClient;

beforeAll(async () => {
  world = await startTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await uninstallAll(world);
  bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
});

async function logIn(): Promise<Browser> {
  const browser = new Browser(world.serviceUrl);
  const body = { username: "admin@localhost", password: world.adminPassword };
  expect((await browser.call("POST", "/api/0/auth/login/", body)).status).toBe(200);
  return browser;
}

/** Begins an install in a browser, and approves it. @returns the way back, without our address */
async function approve(
  browser: Browser,
  headers: Record<string, string | undefined> = {},
): Promise<string> {
  const begin = { action: "initialize", provider: "bitbucket_server" };
  await browser.call("POST", PIPELINE, begin, headers);
  const { body } = await browser.call("POST", PIPELINE, oauthConfig(bitbucket.url), headers);
  const token = new URL(body.data.oauthUrl).searchParams.get("oauth_token") ?? "";
  const { location } = await decide(bitbucket, token, "approve");
  return location.slice(world.serviceUrl.length);
}

/** As a browser that a link of Bitbucket leads to us. */
async function comeBack(path: string, cookie?: string): Promise<number> {
  return (await follow(path, cookie)).status;
}

function follow(path: string, cookie?: string): Promise<Response> {
  const headers = cookie === undefined ? {} : { cookie };
  return fetch(world.serviceUrl + path, { headers, redirect: "manual" });
}

test("what was begun in a session is finished in that session alone, and once", async () => {
  const browser = await logIn();
  const path = await approve(browser);
  const other = await logIn();
  expect(await comeBack(path)).toBe(404);
  expect(await comeBack(path, other.cookie)).toBe(404);
  expect(await comeBack(path, browser.cookie)).toBe(303);
  expect(await comeBack(path, browser.cookie)).toBe(404);
  const { integrations } = await new Installing(world).stored();
  expect(integrations).toHaveLength(1);
});

test("what was begun in a session is led on in that session alone", async () => {
  const browser = await logIn();
  await browser.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
  const other = await logIn();
  const config = oauthConfig(bitbucket.url);
  expect((await other.call("POST", PIPELINE, config)).status).toBe(404);
  expect((await new Installing(world).input(config)).status).toBe(404);
  expect((await browser.call("POST", PIPELINE, config)).status).toBe(200);
});

test("who comes back is led on to the integration, and who cannot be to where they may begin again", async () => {
  const browser = await logIn();
  const path = await approve(browser);
  const { status, headers } = await follow(path, browser.cookie);
  const [{ id }] = (await browser.call("GET", "/api/0/organizations/acme/integrations/")).body;
  expect([status, headers.get("location")]).toEqual([
    303,
    `/organizations/acme/integrations/${id}/`,
  ]);
  expect(await (await follow(path, browser.cookie)).text()).toContain('<a href="/">');
  expect(await (await follow(path)).text()).not.toContain("<a ");
  const denied = (await approve(browser)).replace(/(oauth_verifier=)\w+/, "$1denied");
  expect(await (await follow(denied, browser.cookie)).text()).toContain(
    '<a href="/organizations/acme/integrations/bitbucket_server/install/?step=credentials">',
  );
});

describe("what somebody has begun who then", () => {
  const MEMBERS = "/api/0/organizations/acme/members/";
  let admin: Browser;
  let invited: Browser;
  let member: string;

  beforeEach(async () => {
    [admin, invited] = [await logIn(), new Browser(world.serviceUrl)];
    const email = `${randomUUID()}@example.com`;
    const { body } = await admin.call("POST", MEMBERS, { email, orgRole: "owner" });
    member = `${MEMBERS}${body.id}/`;
    const newPassword = "a good long password";
    const login = { username: email, password: body.password, newPassword };
    await invited.call("POST", "/api/0/auth/login/", login);
  });

  test("is made a member, is not finished in their session", async () => {
    const path = await approve(invited);
    expect((await admin.call("PUT", member, { orgRole: "member" })).status).toBe(200);
    expect(await comeBack(path, invited.cookie)).toBe(404);
    expect((await new Installing(world).stored()).integrations).toEqual([]);
  });

  test("is removed, is finished by nobody, though it was begun with a token", async () => {
    const scopes = ["org:integrations"];
    const { body } = await invited.call("POST", "/api/0/api-tokens/", { name: "t", scopes });
    const authorization = `Bearer ${body.token}`;
    const path = await approve(invited, { authorization, cookie: undefined });
    await admin.call("DELETE", member);
    expect(await comeBack(path)).toBe(404);
    expect((await new Installing(world).stored()).integrations).toEqual([]);
  });
});

test("after logging out it is not finished", async () => {
  const browser = await logIn();
  const { cookie } = browser;
  const path = await approve(browser);
  await browser.call("DELETE", "/api/0/auth/");
  expect(await comeBack(path, cookie)).toBe(404);
});

test("who installed, and who removed it, is in the audit log", async () => {
  const browser = await logIn();
  await comeBack(await approve(browser), browser.cookie);
  const list = (await browser.call("GET", "/api/0/organizations/acme/integrations/")).body;
  await browser.call("DELETE", `/api/0/organizations/acme/integrations/${list[0].id}/`);
  const { rows } = (await browser.call("GET", "/api/0/organizations/acme/audit-logs/?per_page=2"))
    .body;
  const target = `${new URL(bitbucket.url).host} (admin, OAuth)`;
  expect(rows).toMatchObject([
    { event: "integration.remove", targetObject: target, actor: { name: "admin@localhost" } },
    { event: "integration.add", targetObject: target, ipAddress: "127.0.0.1" },
  ]);
});
