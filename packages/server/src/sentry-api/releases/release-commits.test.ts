import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { SHA_1, SHA_2, SHA_3, sentCommits } from "../../../test/sent-commits.ts";
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

/** Takes the turn that recording gives to others between two batches of commits. */
function betweenBatches(act: () => Promise<void>): void {
  const turn = vi.spyOn(timers, "setImmediate").mockImplementationOnce(act);
  syncBuiltinESMExports();
  onTestFinished(() => {
    turn.mockRestore();
    syncBuiltinESMExports();
  });
}

describe("commits that are sent along", () => {
  test("are of at most 100 repositories, and so few are looked up", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const commits = Array.from({ length: 101 }, (_, n) => ({ id: SHA_1, repository: `SHOP/${n}` }));
    const { status, body } = await put("1.0.0", { commits });
    expect([status, body]).toEqual([
      400,
      { commits: ["Commits of at most 100 repositories come in one call; these name 101."] },
    ]);
  });

  test("become the release's, with authors and files, and the others are replaced", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const { status, body } = await put("1.0.0", { commits: sentCommits("SHOP/WEB") });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      commitCount: 2,
      commitsState: "done",
      lastCommit: { id: SHA_3 },
      authors: [{ name: "Ann", email: "ann@example.com" }],
    });
    const { body: commits } = await api.call("GET", `${RELEASES}1.0.0/commits/`);
    expect(commits).toMatchObject([
      {
        id: SHA_3,
        dateCreated: "2024-05-03T08:00:00.000Z",
        repository: { name: "SHOP/web", provider: { id: "integrations:bitbucket_server" } },
        author: { email: "ann@example.com" },
        releases: [{ version: "1.0.0" }],
      },
      { id: SHA_2 },
    ]);
    const { body: files } = await api.call("GET", `${RELEASES}1.0.0/commitfiles/`);
    expect(files).toMatchObject([
      { filename: "src/c.js", type: "M", commitMessage: "three\n" },
      { filename: "src/b.js", type: "M" },
    ]);
    expect(files[0].url).toMatch(new RegExp(`/repos/web/browse/src/c\\.js\\?at=${SHA_3}$`));
    expect(files[0].commitUrl).toMatch(new RegExp(`/repos/web/commits/${SHA_3}$`));
    await put("1.0.0", { commits: sentCommits("SHOP/web").slice(1) });
    expect((await get("1.0.0")).body).toMatchObject({ commitCount: 1, lastCommit: { id: SHA_2 } });
  });

  test("resolve in the release what they name", async () => {
    await addRepository(api, "SHOP/web");
    await reportMessage(api, project, "boom");
    await create("1.0.0", { commits: sentCommits("SHOP/web") });
    const { body } = await api.call("GET", "/api/0/organizations/acme/issues/SHOP-1/");
    expect(body).toMatchObject({ status: "resolved", statusDetails: { inRelease: "1.0.0" } });
    expect(body.references).toMatchObject([{ commit: SHA_2, repository: "SHOP/web" }]);
    await put("1.0.0", { refs: [] });
    const cleared = await api.call("GET", "/api/0/organizations/acme/issues/SHOP-1/");
    expect(cleared.body.status).toBe("resolved");
  });

  test("come newest first, in their order within a second, and without a time at the end", async () => {
    const second = "2026-05-03T10:00:00Z";
    const times = [undefined, second, "2026-05-04T10:00:00Z", second, undefined];
    const commits = times.map((timestamp, n) => ({ id: String(n).repeat(40), timestamp }));
    await create("1.0.0", { commits });
    const { body } = await api.call("GET", `${RELEASES}1.0.0/commits/`);
    expect(body.map(({ id }: { id: string }) => id[0]).join("")).toBe("21304");
  });

  test("may be many in one call, and one that is sent twice is there once", async () => {
    await addRepository(api, "SHOP/web");
    const [newest] = sentCommits("SHOP/web");
    const commits = Array.from({ length: 300 }, (_, index) => ({
      ...newest,
      id: (index % 299).toString(16).padStart(40, "0"),
      message: "x".repeat(5_000),
    }));
    expect((await create("1.0.0", { commits })).body).toMatchObject({ commitCount: 299 });
  });

  test("of a release that is deleted while they are recorded are answered 404", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const [newest] = sentCommits("SHOP/web");
    const commits = Array.from({ length: 200 }, (_, index) => ({
      ...newest,
      id: index.toString(16).padStart(40, "0"),
    }));
    const recorded = () => api.db.selectFrom("commits").select("id").execute();
    betweenBatches(async () => {
      expect(await recorded()).toHaveLength(100);
      expect((await api.call("DELETE", `${RELEASES}1.0.0/`)).status).toBe(204);
    });
    const { status, body } = await put("1.0.0", { commits });
    expect(await recorded()).toHaveLength(200);
    expect([status, body.detail]).toEqual([
      404,
      "The release was deleted meanwhile. Create it again.",
    ]);
  });

  test.each([
    ["an abbreviated sha", { id: "518c229" }, "full sha"],
    ["an unknown change", { patch_set: [{ path: "a", type: "X" }] }, "type X is not supported"],
    ["a path of 511 characters", { patch_set: [{ path: "a".repeat(511), type: "A" }] }, "510"],
    ["a date that is none", { timestamp: "today" }, "such as"],
  ])("with %s are refused", async (_name, wrong, words) => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const commits = [{ ...sentCommits("SHOP/web")[0], ...wrong }];
    const { status, body } = await put("1.0.0", { commits });
    expect(status).toBe(400);
    expect(body.commits).toEqual([expect.stringContaining(words)]);
  });
});

describe("refs", () => {
  const jobs = () => api.db.selectFrom("jobs").select(["lane", "payload"]).execute();

  test("are answered at once and fetched by a job", async () => {
    const { id } = await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const { body } = await put("1.0.0", {
      refs: [{ repository: "shop/WEB", commit: "v0.9..HEAD", previousCommit: null }],
    });
    expect(body).toMatchObject({ commitsState: "pending", commitsReason: null });
    const [job] = await jobs();
    expect(job?.lane).toBe("releases:1");
    expect(JSON.parse(job?.payload ?? "")).toMatchObject({
      refs: [{ repositoryId: id, since: "v0.9", until: "HEAD" }],
    });
  });

  test("name a repository once: the last of them counts", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const refs = ["a", "b"].map((commit) => ({ repository: "SHOP/web", commit }));
    await put("1.0.0", { refs });
    const [job] = await jobs();
    expect(JSON.parse(job?.payload ?? "").refs).toMatchObject([{ until: "b" }]);
  });

  test("may come in Sentry's older form", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    await put("1.0.0", {
      headCommits: [{ repository: "SHOP/web", currentId: "b", previousId: "a" }],
    });
    const [job] = await jobs();
    expect(JSON.parse(job?.payload ?? "")).toMatchObject({ refs: [{ since: "a", until: "b" }] });
  });

  test("of unknown repositories are refused by name, and nothing is changed", async () => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const { status, body } = await put("1.0.0", {
      dateReleased: "2026-05-03T07:06:40Z",
      refs: ["SHOP/web", "SHOP/no", "X/no"].map((repository) => ({ repository, commit: "HEAD" })),
    });
    expect(status).toBe(400);
    expect(body.refs).toEqual([
      expect.stringMatching(/^Invalid repository names: SHOP\/no,X\/no\. /),
    ]);
    expect((await get("1.0.0")).body).toMatchObject({ dateReleased: null, commitsState: "none" });
    expect(await jobs()).toEqual([]);
  });

  test.each([
    ["a name with NUL", "v1\0", "NUL"],
    ["half a character", "v1\udc00", "surrogate"],
    ["an open range", "..HEAD", "Commit cannot begin or end with .."],
    ["a long name", "c".repeat(65), "64"],
    ["no name", "", "A ref needs a commit."],
  ])("with %s are refused", async (_name, commit, words) => {
    await addRepository(api, "SHOP/web");
    await create("1.0.0");
    const { status, body } = await put("1.0.0", { refs: [{ repository: "SHOP/web", commit }] });
    expect(status).toBe(400);
    expect(body.refs).toEqual([expect.stringContaining(words)]);
  });

  test("that are none clear the release, however many repositories it has", async () => {
    await addRepository(api, "SHOP/one");
    await addRepository(api, "SHOP/two");
    const two = sentCommits("SHOP/two").map((commit) => ({
      ...commit,
      id: commit.id?.replace(/^./, "f"),
    }));
    await create("1.0.0", { commits: [...sentCommits("SHOP/one"), ...two] });
    expect((await get("1.0.0")).body.commitCount).toBe(4);
    const { body } = await put("1.0.0", { refs: [] });
    expect(body).toMatchObject({ commitCount: 0, lastCommit: null, commitsState: "none" });
  });
});

test("sentry-cli learns where the release before ended", async () => {
  await addRepository(api, "SHOP/web");
  await create("1.0.0", { commits: sentCommits("SHOP/web").slice(1) });
  await create("1.1.0");
  await create("2.0.0");
  const { body } = await api.call("GET", `${RELEASES}2.0.0/previous-with-commits/`);
  expect(body).toMatchObject({ version: "1.0.0", lastCommit: { id: SHA_2 } });
  expect((await api.call("GET", `${RELEASES}1.0.0/previous-with-commits/`)).body).toEqual({});
});
