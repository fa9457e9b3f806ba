import { afterEach, beforeEach, expect, test } from "vitest";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

const ACME = "/api/0/organizations/acme/";
let api: TestApi;
let project: { id: number; publicKey: string };

beforeEach(async () => {
  api = await startApi();
  project = await addProject(api, "shop");
});

afterEach(() => api.close());

const { create, put } = releasesOf(() => api);

test("a page of releases has its charts in one answer", async () => {
  for (const release of ["1.0", "1.0", "2.0"]) {
    await reportMessage(api, project, "broken", { release });
  }
  const old = Date.now() - 20 * 24 * 60 * 60_000;
  await reportMessage(api, project, "old", { release: "2.0", timestamp: old / 1_000 });
  const path = `${ACME}release-adoption/?version=1.0&version=2.0&version=3.0`;
  for (const [interval, count] of [
    ["1d", 14],
    ["1h", 24],
  ] as const) {
    const { status, body } = await api.call("GET", `${path}&interval=${interval}`);
    expect([status, body.interval, body.intervals.length]).toEqual([200, interval, count]);
    // The day may turn while this runs.
    const sums = body.releases.map(({ version, events, total }: Adoption) => {
      expect([events.length, events.reduce((sum, one) => sum + one, 0)]).toEqual([count, total]);
      return `${version}: ${total}`;
    });
    expect(sums.toSorted()).toEqual(["1.0: 2", "2.0: 1"]);
    const [{ events }] = body.releases;
    expect(Math.max(...events.slice(0, -2)), "what is new is at the end").toBe(0);
  }
});

interface Adoption {
  version: string;
  events: number[];
  total: number;
}

test.each([
  ["", "version"],
  ["version=1.0&interval=1m", "interval"],
])("of a chart that cannot be, %j, it says why", async (query, field) => {
  const { status, body } = await api.call("GET", `${ACME}release-adoption/?${query}`);
  expect([status, Object.keys(body)]).toEqual([400, [field]]);
});

test("a release tells which issues are resolved in it", async () => {
  await create("1.0");
  for (const message of ["one", "two"]) await reportMessage(api, project, message);
  const { body: issues } = await api.call("GET", `${ACME}issues/`);
  const resolve = (id: string, inRelease: object) =>
    api.call("PUT", `${ACME}issues/${id}/`, { status: "resolved", statusDetails: inRelease });
  await resolve(issues[0].id, { inRelease: "1.0" });
  await resolve(issues[1].id, { inNextRelease: true });
  for (const root of [RELEASES, "/api/0/projects/acme/shop/releases/"]) {
    const { status, body } = await api.call("GET", `${root}1.0/resolved/`);
    expect([status, body]).toEqual([200, [expect.objectContaining({ id: issues[0].id })]]);
  }
  await api.call("PUT", `${ACME}issues/${issues[0].id}/`, { status: "unresolved" });
  expect((await api.call("GET", `${RELEASES}1.0/resolved/`)).body).toEqual([]);
});

test("an issue that its commit resolved and that came back is told, with the release of the event", async () => {
  await reportMessage(api, project, "again");
  await create("1.0");
  await put("1.0", { commits: sentCommits("SHOP/web") });
  await create("1.1");
  await reportMessage(api, project, "again", { release: "1.1" });
  const { body } = await api.call("GET", `${RELEASES}1.0/resolved/`);
  expect(body).toMatchObject([{ shortId: "SHOP-1", substatus: "regressed", cameBackIn: "1.1" }]);
});

test("a release tells which repositories it has commits of", async () => {
  await addRepository(api, "SHOP/web");
  await create("1.0");
  expect((await api.call("GET", `${RELEASES}1.0/repositories/`)).body).toEqual([]);
  await put("1.0", { commits: [...sentCommits("SHOP/web"), ...sentCommits("BANK/known-by-name")] });
  const { body } = await api.call("GET", `${RELEASES}1.0/repositories/`);
  expect(body).toMatchObject([
    { name: "BANK/known-by-name", provider: { id: "unknown" } },
    { name: "SHOP/web", provider: { id: "integrations:bitbucket_server" } },
  ]);
});

test("the commits of a release are listed of one repository alone", async () => {
  await create("1.0");
  await put("1.0", { commits: [...sentCommits("SHOP/web"), ...sentCommits("BANK/other")] });
  const commits = `${RELEASES}1.0/commits/`;
  const { body: repositories } = await api.call("GET", `${RELEASES}1.0/repositories/`);
  for (const one of ["repo_name=BANK/other", `repository=${repositories[0].id}`]) {
    const { body } = await api.call("GET", `${commits}?${one}`);
    const names = new Set(body.map((commit: Commit) => commit.repository.name));
    expect([...names]).toEqual(["BANK/other"]);
  }
  for (const none of ["repo_name=BANK/none", "repository=999"]) {
    expect((await api.call("GET", `${commits}?${none}`)).status).toBe(404);
  }
});

interface Commit {
  repository: { name: string };
}
