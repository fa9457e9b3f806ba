import { afterEach, beforeEach, expect, test } from "vitest";
import { releasesOf } from "../../../test/releases-of.ts";
import { SHA_2, SHA_3, sentCommits } from "../../../test/sent-commits.ts";
import {
  addProject,
  addRepository,
  reportMessage,
  startApi,
  type TestApi,
} from "../../../test/start-api.ts";

let api: TestApi;
let project: { id: number; publicKey: string };

beforeEach(async () => {
  api = await startApi();
  project = await addProject(api, "shop");
});

afterEach(() => api.close());

const { create, put, get } = releasesOf(() => api);

test("commits from `origin` belong to the repository that has them already", async () => {
  await addRepository(api, "SHOP/one");
  await addRepository(api, "SHOP/two");
  await create("1.0.0", { commits: sentCommits("SHOP/two") });
  await create("1.1.0", { commits: sentCommits("origin") });
  expect((await get("1.1.0")).body.lastCommit.repository.name).toBe("SHOP/two");
});

test("commits from `origin` that nobody has are not those of the release before", async () => {
  await addRepository(api, "SHOP/one");
  await create("1.0.0", { commits: sentCommits("SHOP/one") });
  const foreign = { ...sentCommits("origin")[0], id: "4".repeat(40) };
  await create("1.1.0", { commits: [foreign] });
  expect((await get("1.1.0")).body.lastCommit.repository).toMatchObject({
    name: "origin",
    provider: { id: "unknown" },
  });
  await create("1.2.0", { commits: [{ ...foreign, id: "5".repeat(40), repository: null }] });
  expect((await get("1.2.0")).body.lastCommit.repository.name).toBe("organization-1");
});

test.each([
  ["SHOP/lib", "SHOP/lib"],
  ["scm/shop/lib", "shop/lib"],
  ["origin", "origin"],
  ["upstream", "upstream"],
  [null, "organization-1"],
])("commits of the unlinked repository %j are recorded as given, as %s", async (name, expected) => {
  await addRepository(api, "SHOP/web");
  const commits = sentCommits("").map((commit) => ({ ...commit, repository: name }));
  const { body: release } = await create("1.0.0", { commits });
  expect(release).toMatchObject({
    commitCount: 2,
    commitsState: "done",
    lastCommit: {
      repository: {
        name: expected,
        url: null,
        provider: { id: "unknown", name: "Unknown Provider" },
        integrationId: null,
        externalId: null,
        hook: null,
      },
    },
  });
  const { body: listed } = await api.call("GET", "/api/0/organizations/acme/repos/");
  expect(listed.map((one: { name: string }) => one.name).toSorted()).toEqual(
    ["SHOP/web", expected].toSorted(),
  );
});

test("commits of an unlinked repository stay with it when it is linked, and resolve issues", async () => {
  await reportMessage(api, project, "boom");
  const { body } = await create("1.0.0", { commits: sentCommits("shop/lib") });
  const issue = await api.call("GET", "/api/0/organizations/acme/issues/SHOP-1/");
  expect(issue.body).toMatchObject({
    status: "resolved",
    references: [{ commit: SHA_2, repository: "shop/lib" }],
  });
  const { id } = await addRepository(api, "SHOP/lib");
  expect(String(id)).toBe(body.lastCommit.repository.id);
  expect((await get("1.0.0")).body.lastCommit.repository).toMatchObject({ name: "SHOP/lib" });
  await create("1.1.0", { commits: sentCommits("origin") });
  expect((await get("1.1.0")).body.lastCommit.repository.id).toBe(String(id));
});

test("refs of a repository that is not linked are refused with what to do", async () => {
  await create("1.0.0", { commits: sentCommits("SHOP/lib") });
  const { status, body } = await put("1.0.0", {
    refs: [{ repository: "SHOP/lib", commit: "HEAD" }],
  });
  expect([status, body.refs]).toEqual([
    400,
    [
      "Invalid repository names: SHOP/lib. Commits are fetched from linked repositories alone: link them, or send the commits with `set-commits --local`.",
    ],
  ]);
});

test("a repository that is not linked can be looked at and removed, and has no host to ask", async () => {
  const { body } = await create("1.0.0", { commits: sentCommits("SHOP/lib") });
  const path = `/api/0/organizations/acme/repos/${body.lastCommit.repository.id}/`;
  expect((await api.call("GET", path)).body).toMatchObject({ name: "SHOP/lib", hook: null });
  expect((await api.call("GET", `${path}commits/`)).body).toMatchObject([{ id: SHA_3 }, {}]);
  for (const [method, what] of [
    ["GET", "access/"],
    ["POST", "test-hook/"],
  ] as const) {
    const answer = await api.call(method, `${path}${what}`);
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      "SHOP/lib is known only by commits that were sent. Link the repository first.",
    ]);
  }
  expect((await api.call("DELETE", path)).status).toBe(202);
  expect((await api.call("GET", path)).status).toBe(404);
});
