import { afterAll, beforeAll, expect, test } from "vitest";
import { readPublishedContract } from "./published-contract.ts";
import { addProject, addRepository, startApi, type TestApi } from "./start-api.ts";

/**
 * That an answer is as Sentry publishes it is checked wherever a test calls the API, see
 * `observe-answers.ts`. Here nothing is left out: every published operation that we serve is called.
 */
const contract = readPublishedContract();

let api: TestApi;

const ORGANIZATION = "/api/0/organizations/acme/";
const PROJECT = "/api/0/projects/acme/shop/";
const EVENT = "a".repeat(32);

const commits = [
  {
    id: "1".repeat(40),
    repository: "SHOP/web",
    message: "Fixes SHOP-1",
    author_name: "Ann",
    author_email: "ann@example.com",
    timestamp: "2026-05-03T10:00:00Z",
    patch_set: [{ path: "a.js", type: "A" }],
  },
];

beforeAll(async () => {
  api = await startApi();
  const { id, publicKey } = await addProject(api, "shop");
  await addRepository(api, "SHOP/web");
  const url = `${api.url}/api/${id}/store/?sentry_key=${publicKey}`;
  const base = { release: "shop@1.0.0", environment: "live", tags: { color: "blue" } };
  for (const [event_id, message] of [
    [EVENT, "boom"],
    ["b".repeat(32), "bang"],
    ["c".repeat(32), "crash"],
  ]) {
    await fetch(url, { method: "POST", body: JSON.stringify({ ...base, event_id, message }) });
  }
});

afterAll(() => api.close());

/** In the order of a story: what is deleted was there before. */
const calls: [method: string, path: string, body?: unknown][] = [
  ["GET", "/api/0/organizations/"],
  ["GET", ORGANIZATION],
  ["PUT", ORGANIZATION, { name: "Acme" }],
  ["GET", `${ORGANIZATION}environments/`],
  ["GET", `${ORGANIZATION}projects/`],
  ["POST", `${ORGANIZATION}projects/`, { name: "web" }],
  ["GET", `${ORGANIZATION}project-keys/`],
  ["GET", PROJECT],
  ["PUT", PROJECT, { name: "Shop" }],
  ["GET", `${PROJECT}ownership/`],
  ["PUT", `${PROJECT}ownership/`, { raw: "", autoAssignment: "Turn off Auto-Assignment" }],
  ["POST", `${PROJECT}repo/`, { repositoryId: 1 }],
  ["GET", `${PROJECT}environments/`],
  ["PUT", `${PROJECT}environments/`, { environmentNames: ["live"], isHidden: false }],
  ["PUT", `${PROJECT}environments/live/`, { isHidden: false }],
  ["GET", `${PROJECT}keys/`],
  ["POST", `${PROJECT}keys/`, { name: "spare" }],

  ["GET", `${ORGANIZATION}config/integrations/`],
  ["GET", `${ORGANIZATION}integrations/`],
  ["GET", `${ORGANIZATION}integrations/1/`],
  ["GET", `${ORGANIZATION}repos/`],

  ["POST", `${ORGANIZATION}releases/`, { version: "shop@1.1.0", projects: ["shop"], commits }],
  ["GET", `${ORGANIZATION}releases/`],
  ["GET", `${ORGANIZATION}releases/shop@1.1.0/`],
  ["PUT", `${ORGANIZATION}releases/shop@1.0.0/`, { commits }],
  ["GET", `${ORGANIZATION}releases/shop@1.0.0/commits/`],
  ["GET", `${ORGANIZATION}releases/shop@1.0.0/commitfiles/`],
  ["POST", `${ORGANIZATION}releases/shop@1.0.0/deploys/`, { environment: "live" }],
  ["GET", `${ORGANIZATION}releases/shop@1.0.0/deploys/`],
  ["GET", `${ORGANIZATION}repos/1/commits/`],
  ["GET", `${PROJECT}releases/`],
  ["GET", `${PROJECT}releases/shop@1.0.0/commits/`],
  ["POST", `${ORGANIZATION}releases/`, { version: "shop@1.2.0", projects: ["shop"] }],
  ["DELETE", `${ORGANIZATION}releases/shop@1.2.0/`],

  ["GET", `${ORGANIZATION}issues/?query=`],
  ["GET", `${ORGANIZATION}issues/SHOP-1/`],
  ["PUT", `${ORGANIZATION}issues/SHOP-1/`, { status: "resolved" }],
  ["PUT", `${ORGANIZATION}issues/?id=1`, { status: "unresolved" }],
  ["GET", `${ORGANIZATION}issues/SHOP-1/hashes/`],
  ["GET", `${ORGANIZATION}issues/SHOP-1/events/`],
  ["GET", `${ORGANIZATION}issues/SHOP-1/events/latest/`],
  ["GET", `${ORGANIZATION}issues/SHOP-1/events/${EVENT}/`],
  ["GET", `${ORGANIZATION}shortids/SHOP-1/`],
  ["GET", `${ORGANIZATION}eventids/${EVENT}/`],
  ["GET", `${PROJECT}issues/?query=`],
  ["PUT", `${PROJECT}issues/?id=1`, { status: "ignored" }],
  ["GET", `${PROJECT}events/`],
  ["GET", `${PROJECT}events/${EVENT}/`],
  ["DELETE", `${ORGANIZATION}issues/SHOP-1/`],
  ["DELETE", `${ORGANIZATION}issues/?id=2`],
  ["DELETE", `${PROJECT}issues/?id=3`],

  ["DELETE", `${ORGANIZATION}integrations/1/`],
];

test.runIf(contract).for(calls)("%s %s answers as published", async ([method, path, body]) => {
  const { status, body: answer } = await api.call(method, path, body);
  expect([200, 201, 202, 204], `it says ${JSON.stringify(answer)}`).toContain(status);
  const about = api.observed.violations.filter((violation) =>
    violation.startsWith(`${method} ${path.split("?", 1)[0]} `),
  );
  expect(about).toEqual([]);
});

test.runIf(contract)("a client key is made, changed and deleted as published", async () => {
  const { body: key } = await api.call("POST", `${PROJECT}keys/`, { name: "other" });
  for (const [method, change] of [["GET"], ["PUT", { name: "new" }], ["DELETE"]] as const) {
    const { status } = await api.call(method, `${PROJECT}keys/${key.id}/`, change);
    expect(status).toBeLessThan(300);
  }
});

test.runIf(contract)("a project is deleted as published", async () => {
  const { status } = await api.call("DELETE", PROJECT);
  expect(status).toBe(204);
});

test.runIf(contract)("every published operation that we serve was called", () => {
  const served = api.routes.flatMap(
    ({ method, path }) => contract?.find(method, path.replace(/:\w+/g, "x"))?.name ?? [],
  );
  expect(served.length).toBeGreaterThan(20);
  const missed = new Set(served).difference(api.observed.operations);
  expect([...missed], "Call it above").toEqual([]);
});
