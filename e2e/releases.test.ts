import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { pushesDone } from "./world/pushes-done.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

const RELEASES = "/organizations/acme/releases/";

let world: World;
let integrationId: string;
let count = 0;
let project: string;
let dsn: string;
let repository: string;
let clone: string;

beforeAll(async () => {
  world = await startTestWorld();
  // A token that may administer nothing is refused.
  await createRepository(world, "SHOP", "first");
  integrationId = await connectWithAccessToken(world);
});

afterAll(() => world.close());

beforeEach(async () => {
  const name = `app-${++count}`;
  const created = await createRepository(world, "SHOP", name);
  clone = created.clone;
  project = name;
  dsn = await createProject(world, project);
  repository = `SHOP/${created.slug}`;
  await linkRepository(world, integrationId, repository);
});

afterEach(() => world.bitbucket.call("DELETE", "/sandbox/faults"));

/** Commits a change of one file. @returns the sha */
async function commit(message: string, folder = clone): Promise<string> {
  await writeFile(join(folder, "a.txt"), message);
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "-m", message);
  return git(folder, "rev-parse", "HEAD");
}

/** Does not wait for the service: a build that follows a push does not either. */
async function push(...refs: string[]): Promise<void> {
  await git(clone, "push", "--quiet", "origin", "main", ...refs);
}

interface Release {
  commitsState: string;
  commitsReason: string | null;
  commitCount: number;
}

const releasePath = (version: string) => `${RELEASES}${project}@${version}/`;

const getRelease = (version: string) => world.service.call<Release>("GET", releasePath(version));

const create = (version: string) =>
  world.service.call("POST", RELEASES, { version: `${project}@${version}`, projects: [project] });

const setRefs = (version: string, refs: object[]) =>
  world.service.call<Release>("PUT", releasePath(version), { refs });

const settled = (version: string) =>
  eventually("the commits of the release", async () => {
    const release = await getRelease(version);
    return release.commitsState !== "pending" && release;
  });

/** Makes a release with one ref and waits for its commits. */
async function release(version: string, ref: object): Promise<Release> {
  await create(version);
  await setRefs(version, [{ repository, ...ref }]);
  return settled(version);
}

async function subjects(version: string): Promise<string[]> {
  const path = `${releasePath(version)}commits/`;
  const commits = await world.service.call<{ message: string }[]>("GET", path);
  return commits.map((one) => one.message.trim());
}

test("a first release has the newest commits, one that follows begins where it ended", async () => {
  await commit("one");
  await commit("two");
  await push();
  expect(await release("1.0.0", { commit: "HEAD" })).toMatchObject({
    commitsState: "done",
    commitsReason: null,
    commitCount: 3,
  });
  expect(await subjects("1.0.0")).toEqual(["two", "one", "Begin"]);
  await commit("three");
  await push();
  await release("1.1.0", { commit: "main", previousCommit: null });
  expect(await subjects("1.1.0")).toEqual(["three"]);
});

test("shas, short shas, tags, branches, HEAD~n and ranges of them are resolved by us", async () => {
  const one = await commit("one");
  await git(clone, "tag", "-m", "an annotated tag", "v1");
  await commit("two");
  await commit("three");
  await push("v1");
  const refs: [string, object, string[]][] = [
    ["1.0.1", { commit: one, previousCommit: `${one}~1` }, ["one"]],
    ["1.0.2", { commit: `${one.slice(0, 8)}..HEAD~1` }, ["two"]],
    ["1.0.3", { commit: "main", previousCommit: "v1" }, ["three", "two"]],
    ["1.0.4", { commit: "HEAD~1..HEAD" }, ["three"]],
    ["1.0.5", { commit: "v1..v1" }, []],
  ];
  for (const [version, ref, expected] of refs) {
    await release(version, ref);
    expect([version, await subjects(version)]).toEqual([version, expected]);
  }
});

test("a merge is left out of the list, and what it merged is in it", async () => {
  await git(clone, "checkout", "--quiet", "-b", "feature");
  await commit("on the feature");
  await git(clone, "checkout", "--quiet", "main");
  await git(clone, "merge", "--quiet", "--no-ff", "-m", "Merge the feature", "feature");
  await push();
  await release("1.0.0", { commit: "main" });
  // Commits of the same second have no order that is worth a promise.
  expect((await subjects("1.0.0")).toSorted()).toEqual(["Begin", "on the feature"]);
});

test("what only the message of a merge names is resolved with the release", async () => {
  await reportCrash(dsn, { fingerprint: "merged" });
  const shortId = `${project.toUpperCase()}-1`;
  await git(clone, "checkout", "--quiet", "-b", "feature");
  await commit("a change");
  await git(clone, "checkout", "--quiet", "main");
  const message = `Pull request #1: Fixes ${shortId}`;
  await git(clone, "merge", "--quiet", "--no-ff", "-m", message, "feature");
  await push();
  const { commitCount } = await release("1.0.0", { commit: "main" });
  expect(commitCount).toBe(2);
  expect((await getIssue(world, shortId)).statusDetails).toEqual({ inRelease: `${project}@1.0.0` });
});

test("a release of another project is no release before", async () => {
  await commit("one");
  await push();
  await release("1.0.0", { commit: "main" });
  project = `other-${project}`;
  await createProject(world, project);
  await release("1.1.0", { commit: "main" });
  expect(await subjects("1.1.0")).toEqual(["one", "Begin"]);
});

test("an issue that a commit of the release names is resolved in it", async () => {
  await reportCrash(dsn, { fingerprint: "crash", release: `${project}@0.9.0` });
  const shortId = `${project.toUpperCase()}-1`;
  await commit(`Fixes ${shortId}`);
  await push();
  await release("1.0.0", { commit: "main" });
  expect(await getIssue(world, shortId)).toMatchObject({
    status: "resolved",
    statusDetails: { inRelease: `${project}@1.0.0` },
  });
});

test("a commit that is not there fails the release in words, and what it had stays", async () => {
  await release("1.0.0", { commit: "main" });
  await setRefs("1.0.0", [{ repository, commit: "v9.9" }]);
  expect(await settled("1.0.0")).toMatchObject({
    commitsState: "failed",
    commitsReason: `v9.9 is no commit, branch or tag of ${repository}. Push it and run set-commits again.`,
    commitCount: 1,
  });
});

test("what failed is fetched again with the refs that were asked for, and nothing else is", async () => {
  const again = () => world.service.send("POST", `${releasePath("1.0.0")}refetch/`);
  await release("1.0.0", { commit: "main" });
  expect(await again()).toMatchObject({ status: 400, text: expect.stringContaining("has failed") });
  await setRefs("1.0.0", [{ repository, commit: "v9.9" }]);
  expect(await settled("1.0.0")).toMatchObject({ commitsState: "failed" });
  await commit("late");
  await git(clone, "tag", "v9.9");
  await push("v9.9");
  expect(await again()).toMatchObject({ status: 202, json: { commitsState: "pending" } });
  expect(await settled("1.0.0")).toMatchObject({ commitsState: "done", commitsReason: null });
  expect(await subjects("1.0.0")).toContain("late");
});

test("one repository that fails does not stop the other", async () => {
  const other = await createRepository(world, "SHOP", `${project}-other`);
  await linkRepository(world, integrationId, `SHOP/${other.slug}`);
  await create("1.0.0");
  await setRefs("1.0.0", [
    { repository, commit: "nope" },
    { repository: `shop/${other.slug}`, commit: "main" },
  ]);
  expect(await settled("1.0.0")).toMatchObject({
    commitsState: "failed",
    commitsReason: expect.stringContaining(`nope is no commit, branch or tag of ${repository}`),
    commitCount: 1,
  });
});

test("one repository that fails keeps the commits that the release had of it", async () => {
  const other = await createRepository(world, "SHOP", `${project}-other`);
  await linkRepository(world, integrationId, `SHOP/${other.slug}`);
  const both = (commits: string[]) =>
    [repository, `SHOP/${other.slug}`].map((name, n) => ({ repository: name, commit: commits[n] }));
  await create("1.0.0");
  await setRefs("1.0.0", both(["main", "main"]));
  expect(await settled("1.0.0")).toMatchObject({ commitsState: "done", commitCount: 2 });
  await setRefs("1.0.0", both(["nope", "main"]));
  expect(await settled("1.0.0")).toMatchObject({
    commitsState: "failed",
    commitsReason: expect.stringMatching(/^nope is no commit, branch or tag of \S+\. [^.]+\.$/),
    commitCount: 2,
  });
  await setRefs("1.0.0", [{ repository, commit: "main" }]);
  expect(await settled("1.0.0")).toMatchObject({ commitsState: "done", commitCount: 1 });
});

test("a release that went back to an older commit is not where the next one begins", async () => {
  const one = await commit("one");
  await push();
  await release("1.0.0", { commit: one });
  await commit("two");
  await push();
  await release("1.1.0", { commit: "main" });
  expect(await release("1.1.1", { commit: one })).toMatchObject({ commitCount: 0 });
  await commit("three");
  await push();
  await release("1.2.0", { commit: "main" });
  expect(await subjects("1.2.0")).toEqual(["three"]);
});

test("a range that is the wrong way round is said", async () => {
  await commit("one");
  await push();
  expect(await release("1.0.0", { commit: "HEAD..HEAD~1" })).toMatchObject({
    commitsState: "done",
    commitsReason: `No commit of ${repository} is in HEAD..HEAD~1. If HEAD is the newer one, write HEAD~1..HEAD.`,
    commitCount: 0,
  });
  expect(await release("1.0.1", { commit: "HEAD..HEAD" })).toMatchObject({ commitsReason: null });
});

test("when Bitbucket is away the release says so, and the commits come when it is back", async () => {
  await create("1.0.0");
  await world.bitbucket.call("POST", "/sandbox/faults", {
    kind: "status",
    status: 500,
    pathPattern: `/rest/api/.*/repos/${project}/`,
  });
  await setRefs("1.0.0", [{ repository, commit: "main" }]);
  const waiting = await eventually("the reason", async () => {
    const current = await getRelease("1.0.0");
    return current.commitsReason !== null && current;
  });
  expect(waiting.commitsState).toBe("pending");
  expect(waiting.commitsReason).toMatch(/\)\. It will be tried again\.$/);
  await world.bitbucket.call("DELETE", "/sandbox/faults");
  expect(await settled("1.0.0")).toMatchObject({ commitsState: "done", commitsReason: null });
});

test("clearing wins over a fetch that is still under way", async () => {
  await create("1.0.0");
  await world.bitbucket.call("POST", "/sandbox/faults", {
    kind: "latency",
    ms: 300,
    pathPattern: `/rest/api/.*/repos/${project}/`,
  });
  await setRefs("1.0.0", [{ repository, commit: "main" }]);
  expect(await setRefs("1.0.0", [])).toMatchObject({ commitsState: "none" });
  // Jobs of an organization are done in order: when this one is, the one before it is too.
  await create("1.0.1");
  await setRefs("1.0.1", [{ repository, commit: "main" }]);
  await settled("1.0.1");
  expect(await getRelease("1.0.0")).toMatchObject({ commitsState: "none", commitCount: 0 });
});

/** Makes a release of a commit that Bitbucket does not have. */
async function releaseUnpushed(version: string, digit: string): Promise<void> {
  await create(version);
  const unpushed = { id: digit.repeat(40), repository, message: "not pushed", patch_set: [] };
  await world.service.call("PUT", releasePath(version), { commits: [unpushed] });
}

test("history that was rewritten since the release before is said, and bounded", async () => {
  await releaseUnpushed("1.0.0", "d");
  expect(await release("1.1.0", { commit: "main" })).toMatchObject({
    commitsState: "done",
    commitsReason: `dddddddddddd, where ${project}@1.0.0 ended, is not in ${repository}: took the newest 100.`,
    commitCount: 1,
  });
});

test("a release begins where the newest release ended that Bitbucket knows", async () => {
  await commit("one");
  await push();
  await release("1.0.0", { commit: "main" });
  await releaseUnpushed("1.1.0", "d");
  await releaseUnpushed("1.2.0", "e");
  await commit("two");
  await push();
  expect(await release("1.3.0", { commit: "main" })).toMatchObject({
    commitsState: "done",
    commitsReason: `eeeeeeeeeeee, where ${project}@1.2.0 ended, is not in ${repository}: took all since ${project}@1.0.0.`,
  });
  expect(await subjects("1.3.0")).toEqual(["two"]);
});

test("a push that arrives after its release leaves the issue resolved in the release", async () => {
  await reportCrash(dsn, { fingerprint: "late" });
  const shortId = `${project.toUpperCase()}-1`;
  await world.bitbucket.call("POST", "/sandbox/faults", { kind: "webhook-delayed", ms: 1_500 });
  await commit(`Fixes ${shortId}`);
  await push();
  await release("1.0.0", { commit: "main" });
  expect((await getIssue(world, shortId)).statusDetails).toEqual({ inRelease: `${project}@1.0.0` });
  await pushesDone(world);
  const { statusDetails, activity } = await getIssue(world, shortId);
  expect(statusDetails).toEqual({ inRelease: `${project}@1.0.0` });
  expect(activity.map((entry) => entry.type)).not.toContain("set_resolved_in_commit");
});

test("a commit that a build sent before it was pushed has resolved its issue by then", async () => {
  await reportCrash(dsn, { fingerprint: "sent" });
  const shortId = `${project.toUpperCase()}-1`;
  const message = `Fixes ${shortId}`;
  const id = await commit(message);
  await create("1.0.0");
  const sent = { id, repository: "origin", message, patch_set: [] };
  await world.service.call("PUT", releasePath("1.0.0"), { commits: [sent] });
  await push();
  await pushesDone(world);
  const { statusDetails, activity } = await getIssue(world, shortId);
  expect(statusDetails).toEqual({ inRelease: `${project}@1.0.0` });
  expect(activity.map((entry) => entry.type)).not.toContain("set_resolved_in_commit");
});
