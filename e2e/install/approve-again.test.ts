import { randomUUID } from "node:crypto";
import { Browser } from "@sentry-bitbucket-server/server/test/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { type CreatedRepository, createRepository } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { pushesDone } from "../world/pushes-done.ts";
import { queryDatabase } from "../world/service-database.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { addConsumer, decide, oauthConfig } from "./oauth.ts";

const ACME = "/api/0/organizations/acme";
const PIPELINE = `${ACME}/pipeline/integration_pipeline/`;

let world: World;
let browser: Browser;
let web: CreatedRepository;
/** Below the API, the integration whose access is approved and revoked. */
let integration: string;
let repositoryId: string;

beforeAll(async () => {
  world = await startTestWorld();
  browser = await logIn();
  web = await createRepository(world, "SHOP", "web");
  await addConsumer(world.bitbucket);
  await browser.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
  const { body } = await browser.call("POST", PIPELINE, oauthConfig(world.bitbucket.url));
  const location = await comeBack(await decideIn(body, "approve"), browser);
  integration = `${ACME}${location.slice("/organizations/acme".length)}`;
  const [, id = ""] = /\/(\d+)\/$/.exec(integration) ?? [];
  repositoryId = await linkRepository(world, id, "SHOP/web");
});

afterAll(() => world.close());

async function logIn(): Promise<Browser> {
  const made = new Browser(world.serviceUrl);
  const body = { username: "admin@localhost", password: world.adminPassword };
  expect((await made.call("POST", "/api/0/auth/login/", body)).status).toBe(200);
  return made;
}

/** Decides in Bitbucket on the approval that an answer leads to. @returns where the browser is sent */
async function decideIn(
  { data }: { data: { oauthUrl: string } },
  decision: "approve" | "deny",
): Promise<string> {
  const token = new URL(data.oauthUrl).searchParams.get("oauth_token") ?? "";
  return (await decide(world.bitbucket, token, decision)).location;
}

/** @returns where the service sends the browser that has come back, or its page */
async function comeBack(location: string, { cookie = "" }: Browser): Promise<string> {
  const response = await fetch(location, { headers: { cookie }, redirect: "manual" });
  return response.headers.get("location") ?? (await response.text());
}

async function pushCommit(message: string): Promise<string> {
  await git(web.clone, "commit", "--quiet", "--allow-empty", "-m", message);
  await git(web.clone, "push", "--quiet", "origin", "main");
  return git(web.clone, "rev-parse", "HEAD");
}

const isRecorded = async (sha: string) =>
  (await browser.call("GET", `${ACME}/repos/${repositoryId}/commits/${sha}/`)).status === 200;

/** Has Bitbucket forget the access, and waits until a push has met with that. @returns its commit */
async function revoke(): Promise<string> {
  await world.bitbucket.call("POST", "/sandbox/oauth/revoke", { consumerKey: "sentry" });
  const sha = await pushCommit(`Wait ${randomUUID()}`);
  await eventually("the refusal", async () => {
    const { status } = (await browser.call("GET", integration)).body;
    return status === "disabled";
  });
  return sha;
}

const count = async (table: string) =>
  (await queryDatabase(world, `select * from ${table}`)).length;

test("what was revoked is approved again: the same integration, and the push that waited goes on", async () => {
  const sha = await revoke();
  expect(await isRecorded(sha)).toBe(false);
  expect((await browser.call("GET", integration)).body).toMatchObject({
    credentials: "oauth1",
    statusCode: "bitbucket_oauth_problem",
  });

  const { status, body } = await browser.call("POST", `${integration}approve/`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ step: "oauth_callback", stepIndex: 1 });
  expect(JSON.stringify(body)).not.toMatch(/PRIVATE KEY|secret/i);
  const location = await decideIn(body, "approve");
  expect(await comeBack(location, await logIn())).toContain("There is nothing left to do here");
  expect(`/api/0${await comeBack(location, browser)}`).toBe(integration);

  await pushesDone(world, repositoryId);
  expect(await isRecorded(sha)).toBe(true);
  expect((await browser.call("GET", integration)).body).toMatchObject({ status: "active" });
  expect([await count("integrations"), await count("repositories")]).toEqual([1, 1]);
  const { rows } = (await browser.call("GET", `${ACME}/audit-logs/?per_page=1`)).body;
  expect(rows).toMatchObject([{ event: "integration.edit", actor: { name: "admin@localhost" } }]);
});

test("a denial changes nothing, and leads back to the integration", async () => {
  const { body } = await browser.call("POST", `${integration}approve/`);
  const page = await comeBack(await decideIn(body, "deny"), browser);
  expect(page).toContain("The access was denied in Bitbucket.");
  expect(page).toContain(`<a href="${integration.slice("/api/0".length)}">`);
  expect(await count("pipelines")).toBe(0);
  const sha = await pushCommit("Still welcome");
  await pushesDone(world, repositoryId);
  expect(await isRecorded(sha)).toBe(true);
});

test("who may not change the integration begins no approval", async () => {
  const email = "bob@example.com";
  const invited = { email, orgRole: "member" };
  const { password } = (await browser.call("POST", `${ACME}/members/`, invited)).body;
  const member = new Browser(world.serviceUrl);
  const login = { username: email, password, newPassword: "a good long password" };
  expect((await member.call("POST", "/api/0/auth/login/", login)).status).toBe(200);
  expect((await member.call("POST", `${integration}approve/`)).status).toBe(403);
  expect(await count("pipelines")).toBe(0);
});

test("what Bitbucket refuses is told, and what gets in with a token has nothing to approve", async () => {
  await world.bitbucket.call("DELETE", "/sandbox/oauth/consumers/sentry");
  const unknown = await browser.call("POST", `${integration}approve/`);
  expect(unknown.status).toBe(400);
  expect(unknown.body.detail).toContain("knows no application link with this consumer key");
  const id = await connectWithAccessToken(world);
  const token = await browser.call("POST", `${ACME}/integrations/${id}/approve/`);
  expect(token.status).toBe(400);
  expect(token.body.detail).toContain("an access token, which nobody approves");
  expect(await count("pipelines")).toBe(0);
});
