import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { SHA_3, sentCommits } from "../../../test/sent-commits.ts";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";
import { ALL_SCOPES } from "../../organizations/api-token.ts";
import { createOwner } from "../../organizations/organization-store.ts";
import { storeToken } from "../../organizations/token-store.ts";

/** What a developer does all day in a browser, and what is not theirs to do: the web UI asks nothing else. */

const ACME = "/api/0/organizations/acme/";
const newPassword = "a password of mine";
let api: TestApi;
let browser: Browser;
let issue: string;
let repositoryId: number;

beforeAll(async () => {
  api = await startApi();
  const project = await addProject(api, "shop");
  repositoryId = (await addRepository(api, "SHOP/web")).id;
  for (const message of ["one", "two"]) await reportMessage(api, project, message);
  const release = { version: "1.0", projects: ["shop"], commits: sentCommits("SHOP/web") };
  await api.call("POST", `${ACME}releases/`, release);
  browser = await join("ben@example.com");
  issue = (await browser.call("GET", `${ACME}issues/`)).body[0].id;
});

afterAll(() => api.close());

async function join(email: string): Promise<Browser> {
  const { body } = await api.call("POST", `${ACME}members/`, { email, orgRole: "member" });
  const joined = new Browser(api.url);
  const login = { username: email, password: body.password, newPassword };
  await joined.call("POST", "/api/0/auth/login/", login);
  return joined;
}

test.each([
  "issues/?query=is:unresolved one",
  "issues/{issue}/",
  "issues/{issue}/events/latest/",
  "issues/{issue}/activities/",
  "issues/{issue}/tags/",
  "issues/{issue}/hashes/",
  "users/",
  "members/",
  "projects/",
  "project-keys/",
  "releases/",
  "releases/1.0/commits/",
  "releases/1.0/resolved/",
  "releases/1.0/repositories/",
  "release-adoption/?version=1.0",
  "repos/",
  "repos/{repository}/commits/?query=ann@example.com",
  `repos/{repository}/commits/${SHA_3}/`,
  "integrations/",
  "config/integrations/",
])("a member reads %s", async (path) => {
  const filled = path.replace("{issue}", issue).replace("{repository}", String(repositoryId));
  expect((await browser.call("GET", ACME + filled)).status).toBe(200);
});

test.each([
  [{ status: "resolved" }, {}],
  [{ status: "resolved", statusDetails: { inNextRelease: true } }, { inNextRelease: true }],
  [{ status: "resolved", statusDetails: { inRelease: "latest" } }, { inRelease: "1.0" }],
  [
    { status: "resolved", statusDetails: { inCommit: { commit: SHA_3, repository: "SHOP/web" } } },
    { inCommit: expect.objectContaining({ commit: SHA_3 }) },
  ],
])("a member resolves by %j", async (body, statusDetails) => {
  const { status, body: changed } = await browser.call("PUT", `${ACME}issues/${issue}/`, body);
  expect([status, changed.status, changed.statusDetails]).toEqual([
    200,
    "resolved",
    expect.objectContaining(statusDetails),
  ]);
});

test("a member resolves many, and gives one to somebody", async () => {
  const all = await browser.call("PUT", `${ACME}issues/?query=`, { status: "resolved" });
  expect(all.status).toBe(200);
  expect((await browser.call("GET", `${ACME}issues/`)).body).toEqual([]);
  const [, ben] = (await browser.call("GET", `${ACME}users/`)).body;
  const assigned = { assignedTo: `user:${ben.user.id}` };
  const { body } = await browser.call("PUT", `${ACME}issues/${issue}/`, assigned);
  expect(body.assignedTo).toMatchObject({ email: "ben@example.com" });
});

test.each([
  ["PUT", "", { name: "Mine" }],
  ["POST", "config/integrations/bitbucket_server/check/", { url: "http://127.0.0.1:1" }],
  ["POST", "pipeline/integration_pipeline/", { action: "initialize" }],
  ["POST", "integrations/1/pause/", undefined],
  ["POST", "integrations/1/resume/", undefined],
  ["POST", "integrations/1/check/", undefined],
  ["POST", "integrations/1/rotate-secrets/", undefined],
  ["GET", "audit-logs/", undefined],
  ["GET", "doctor/", undefined],
])("%s %s is not a member's, and says what it needs", async (method, path, body) => {
  const answer = await browser.call(method, ACME + path, body);
  expect([answer.status, answer.body.detail]).toEqual([
    403,
    expect.stringMatching(/^Your role needs one of these scopes: /),
  ]);
});

test("an owner of another organization finds nothing of this one", async () => {
  const { db } = api;
  const other = { organization: "other", email: "eve@example.com", resolveOn: "release" } as const;
  const userId = await createOwner(db, { ...other, passwordHash: "" });
  await storeToken(db, { token: "eves", userId, name: "eves", scopes: ALL_SCOPES });
  const headers = { authorization: "Bearer eves" };
  for (const [method, path] of [
    ["GET", `repos/${repositoryId}/commits/${SHA_3}/`],
    ["GET", "releases/1.0/resolved/"],
    ["GET", "releases/1.0/repositories/"],
    ["GET", "integrations/1/check/"],
    ["POST", "integrations/1/pause/"],
    ["POST", "integrations/1/rotate-secrets/"],
  ] as const) {
    for (const organization of ["acme", "other"]) {
      const url = `${api.url}/api/0/organizations/${organization}/${path}`;
      expect([url, (await fetch(url, { method, headers })).status]).toEqual([url, 404]);
    }
  }
  const url = `${api.url}/api/0/organizations/other/release-adoption/?version=1.0`;
  expect(await (await fetch(url, { headers })).json()).toMatchObject({ releases: [] });
});
