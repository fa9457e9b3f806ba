import { afterAll, beforeAll, expect, test } from "vitest";
import { readPublishedContract } from "../../../test/published-contract.ts";
import { type Route, startApi, type TestApi } from "../../../test/start-api.ts";
import { ALL_SCOPES } from "../../organizations/api-token.ts";
import { storeToken } from "../../organizations/token-store.ts";
import { findOperation } from "./operations.ts";
import type { AnyOf } from "./scopes.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** What anybody may ask: SDKs show a DSN, Bitbucket signs, browsers come with a secret of their own. */
const OPEN = [
  "GET /api/0/openapi.json",
  "GET /api/0/setup/",
  "GET /api/docs",
  "GET /extensions/bitbucket_server/setup/",
  "OPTIONS /api/:projectId/envelope/",
  "OPTIONS /api/:projectId/store/",
  "POST /api/0/auth/login/",
];
/** These ask for a DSN instead. */
const INGEST = ["POST /api/:projectId/envelope/", "POST /api/:projectId/store/"];

test("without a token there is nothing but what is open to all", async () => {
  const answered: string[] = [];
  for (const route of api.routes) {
    const name = `${route.method} ${route.path}`;
    if (!INGEST.includes(name) && (await statusOf(route)) !== 401) answered.push(name);
  }
  expect(answered.toSorted()).toEqual(OPEN);
});

test("a token without the scope is told which one it needs, before anything is read", async () => {
  const token = await tokenWith([]);
  for (const { route, scopes } of guarded()) {
    const answer = await ask(route, token);
    expect([route.path, answer.status, await answer.json()]).toEqual([
      route.path,
      403,
      { detail: `The token needs one of these scopes: ${scopes.join(", ")}.` },
    ]);
  }
});

test("all other scopes together are of no use, and each of the right ones is enough", async () => {
  for (const { route, scopes } of guarded()) {
    const others = await tokenWith(ALL_SCOPES.filter((scope) => !scopes.includes(scope)));
    expect([route, await statusOf(route, others)]).toEqual([route, 403]);
    for (const scope of scopes) {
      const status = await statusOf(route, await tokenWith([scope]));
      expect([route, scope, status]).toEqual([route, scope, expect.not.toBeOneOf([401, 403])]);
    }
  }
});

test("where any token will do, one of an organization is answered as documented", async () => {
  const { organizationId } = api;
  const token = "sntrys_of_acme";
  await storeToken(api.db, { token, organizationId, name: "ci", scopes: ["org:ci"] });
  const refused = new Set<string>();
  for (const route of api.routes) {
    const operation = findOperation(route.method, route.path);
    if (!operation || operation.takesDsn || operation.scopes.length > 0) continue;
    // The last of its ways to be used is to be taken back.
    if (operation.id !== "deleteOwnToken" && (await statusOf(route, token)) === 403) {
      refused.add(operation.id);
    }
  }
  expect([...refused].toSorted()).toEqual([
    "deleteUserToken",
    "getAuth",
    "getCurrentUser",
    "listUserTokens",
    "logOut",
  ]);
  expect(await statusOf({ method: "DELETE", path: "/api/0/api-tokens/self/" }, token)).toBe(204);
  expect(api.observed.violations).toEqual([]);
});

test("a token of builds sees what is linked, and nothing else of Bitbucket", async () => {
  const token = await tokenWith(["org:ci"]);
  const path = (what: string) => `/api/0/organizations/:organization/${what}`;
  expect(await statusOf({ method: "GET", path: path("repos/") }, token)).toBe(200);
  expect(await statusOf({ method: "GET", path: path("integrations/1/repos/") }, token)).toBe(403);
});

const contract = readPublishedContract();

/** Where we differ from the scopes that Sentry publishes. */
const DIFFERENT: Record<string, string> = {
  createProject:
    "project:read lets members make projects in Sentry by a setting that we do not have",
  updateProject: "with project:read one may only bookmark in Sentry, and we have no bookmarks",
  listProjectIssues: "the stronger scopes of events, which include event:read in Sentry",
  updateProjectIssues: "event:admin includes event:write in Sentry",
  listReleaseFiles: "published with project:releases alone, unlike all else that reads releases",
};

test.runIf(contract)("the scopes are those that Sentry publishes", () => {
  const different = api.routes.flatMap(({ method, path }) => {
    const published = contract?.find(method, path.replace(/:\w+/g, "x"));
    const operation = findOperation(method, path);
    if (!published || !operation) return [];
    const [theirs, ours] = [published.scopes.toSorted(), [...operation.scopes].toSorted()];
    return theirs.join() === ours.join() ? [] : [operation.id];
  });
  expect(different.toSorted()).toEqual(Object.keys(DIFFERENT).toSorted());
});

function guarded(): { route: Route; scopes: AnyOf }[] {
  return api.routes.flatMap((route) => {
    const scopes = findOperation(route.method, route.path)?.scopes ?? [];
    return scopes.length > 0 ? [{ route, scopes }] : [];
  });
}

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const token = `token:${scopes.join()}`;
  await storeToken(api.db, { token, userId: api.userId, name: "test", scopes });
  return token;
}

async function statusOf(route: Route, token?: string): Promise<number> {
  return (await ask(route, token)).status;
}

function ask({ method, path }: Route, token?: string): Promise<Response> {
  const address = path.replace(":organization", "acme").replace(/:\w+/g, "nothing");
  return fetch(`${api.url}${address}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}
