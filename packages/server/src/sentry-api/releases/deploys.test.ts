import { afterEach, beforeEach, expect, test } from "vitest";
import { addProject, startApi, type TestApi } from "../../../test/start-api.ts";

const RELEASES = "/api/0/organizations/acme/releases/";
const DEPLOYS = `${RELEASES}1.0.0/deploys/`;

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "shop");
  await addProject(api, "web");
  await addProject(api, "other");
  await api.call("POST", RELEASES, { version: "1.0.0", projects: ["shop", "web"] });
});

afterEach(() => api.close());

test("a deploy is answered with all that was said, and the release has it", async () => {
  const deploy = {
    environment: "production",
    name: "d1",
    url: "https://prod.example.com",
    dateStarted: "2026-11-22T12:11:08.925831588Z",
    dateFinished: "2026-11-22T12:13:08.925831588Z",
  };
  const { status, body } = await api.call("POST", DEPLOYS, deploy);
  expect([status, body]).toEqual([
    201,
    {
      ...deploy,
      id: expect.any(String),
      dateStarted: "2026-11-22T12:11:08.925Z",
      dateFinished: "2026-11-22T12:13:08.925Z",
    },
  ]);
  const release = await api.call("GET", `${RELEASES}1.0.0/`);
  expect(release.body).toMatchObject({ deployCount: 1, lastDeploy: body });
});

test("one that does not say when it ended has ended now: sentry-cli cannot list it otherwise", async () => {
  const before = Date.now();
  const nothing = { name: null, url: null, dateStarted: null };
  const { body } = await api.call("POST", DEPLOYS, { environment: "staging", ...nothing });
  expect(body).toMatchObject({ environment: "staging", ...nothing });
  expect(Date.parse(body.dateFinished)).toBeGreaterThanOrEqual(before);
});

test("deploys are listed newest first, page by page", async () => {
  for (const day of ["02", "03", "01"]) {
    const dateFinished = `2026-05-${day}T00:00:00Z`;
    await api.call("POST", DEPLOYS, { environment: `day ${day}`, dateFinished });
  }
  const first = await api.call("GET", `${DEPLOYS}?cursor=&per_page=2`);
  const named = (body: { environment: string }[]) => body.map((deploy) => deploy.environment);
  expect(named(first.body)).toEqual(["day 03", "day 02"]);
  const [, next] = /rel="next"; results="true"; cursor="([^"]+)"/.exec(
    first.headers.get("link") ?? "",
  ) ?? [undefined, ""];
  const second = await api.call("GET", `${DEPLOYS}?per_page=2&cursor=${next}`);
  expect(named(second.body)).toEqual(["day 01"]);
});

test("a project's address lists the deploys of the project alone", async () => {
  await api.call("POST", DEPLOYS, { environment: "everywhere" });
  await api.call("POST", DEPLOYS, { environment: "shop only", projects: ["shop"] });
  const below = (project: string) => `/api/0/projects/acme/${project}/releases/1.0.0/deploys/`;
  await api.call("POST", below("web"), { environment: "web only" });
  expect((await api.call("GET", below("shop"))).body).toHaveLength(2);
  expect((await api.call("GET", below("web"))).body).toHaveLength(2);
  expect((await api.call("GET", DEPLOYS)).body).toHaveLength(3);
  expect((await api.call("GET", below("other"))).status).toBe(404);
});

test.each([
  ["no environment", {}, "environment"],
  ["an environment of 65 characters", { environment: "e".repeat(65) }, "environment"],
  ["an environment with a slash", { environment: "a/b" }, "environment"],
  ["the environment none", { environment: "none" }, "environment"],
  ["a name of 65 characters", { environment: "e", name: "n".repeat(65) }, "name"],
  ["an url that is none", { environment: "e", url: "prod" }, "url"],
  ["a date that is none", { environment: "e", dateFinished: "now" }, "dateFinished"],
  [
    "a date that is in the year 10,000 in UTC",
    { environment: "e", dateFinished: "9999-12-31T23:00:00-02:00" },
    "dateFinished",
  ],
  ["a project the release has not", { environment: "e", projects: ["other"] }, "projects"],
])("a deploy with %s is refused in words", async (_what, deploy, field) => {
  const { status, body } = await api.call("POST", DEPLOYS, deploy);
  expect([status, body[field]]).toEqual([400, [expect.stringMatching(/\w/)]]);
});

test("a release that is not there has no deploys", async () => {
  const deploys = `${RELEASES}2.0.0/deploys/`;
  expect((await api.call("POST", deploys, { environment: "e" })).status).toBe(404);
  expect((await api.call("GET", deploys)).status).toBe(404);
});
