import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { pushesDone } from "./world/pushes-done.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let clone: string;
let dsn: string;

beforeAll(async () => {
  world = await startTestWorld();
  ({ clone } = await createRepository(world, "SHOP", "storefront"));
  await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  dsn = await createProject(world, "shop");
});

afterAll(() => world.close());

async function commit(message: string): Promise<string> {
  await writeFile(join(clone, "a.txt"), message);
  await git(clone, "add", "--all");
  await git(clone, "commit", "--quiet", "-m", message);
  return git(clone, "rev-parse", "HEAD");
}

interface Release {
  version: string;
  commitCount: number;
  lastCommit: { id: string } | null;
}

const getRelease = (version: string) =>
  world.service.call<Release>("GET", `/organizations/acme/releases/${version}/`);

const releaseWithCommits = (version: string) =>
  eventually(`the commits of ${version}`, async () => {
    const release = await getRelease(version);
    return release.commitCount > 0 && release;
  });

test("a release that an SDK names for a recorded commit has that commit and those before it", async () => {
  const sha = await commit("Add the cart");
  await git(clone, "push", "--quiet", "origin", "main");
  await pushesDone(world);
  await reportCrash(dsn, { fingerprint: "cart", release: sha });
  const release = await releaseWithCommits(sha);
  expect(release).toMatchObject({ version: sha, lastCommit: { id: sha }, commitCount: 2 });
});

test("the next one has what was added since, also when it is named by a short sha", async () => {
  await commit("Add the till");
  const sha = await commit("Add the receipt");
  // The push may not be recorded yet: then Bitbucket is asked.
  await git(clone, "push", "--quiet", "origin", "main");
  await reportCrash(dsn, { fingerprint: "till", release: sha.slice(0, 12) });
  const release = await releaseWithCommits(sha.slice(0, 12));
  expect(release).toMatchObject({ lastCommit: { id: sha }, commitCount: 2 });
});

test("a release that sentry-cli announces for a commit is the one that the SDK named before", async () => {
  const sha = await commit("Add the voucher");
  await git(clone, "push", "--quiet", "origin", "main");
  await pushesDone(world);
  await reportCrash(dsn, { fingerprint: "voucher", release: sha });
  const body = { version: sha, projects: ["shop"] };
  await world.service.call("POST", "/organizations/acme/releases/", body);
  expect(await releaseWithCommits(sha)).toMatchObject({ commitCount: 1 });
  const list = await world.service.call<Release[]>("GET", "/organizations/acme/releases/");
  expect(list.filter((release) => release.version === sha)).toHaveLength(1);
});

test("a release made for a commit by sentry-cli alone is tied to it too", async () => {
  const sha = await commit("Add the gift");
  await git(clone, "push", "--quiet", "origin", "main");
  await pushesDone(world);
  const body = { version: `shop@${sha}`, projects: ["shop"] };
  await world.service.call("POST", "/organizations/acme/releases/", body);
  expect(await releaseWithCommits(`shop@${sha}`)).toMatchObject({ lastCommit: { id: sha } });
});

test("a release that was heard of before its commit is tied when the push comes", async () => {
  const sha = await commit("Add the wish list");
  await reportCrash(dsn, { fingerprint: "wish", release: sha });
  expect(await getRelease(sha)).toMatchObject({ ref: null, lastCommit: null });
  // Looking for it at Bitbucket has ended when what was asked for after it is there.
  await world.service.call("POST", "/organizations/acme/releases/", {
    version: "after",
    projects: ["shop"],
    refs: [{ repository: "SHOP/storefront", commit: "HEAD" }],
  });
  await eventually("the jobs before", async () => {
    const { commitsState } = await world.service.call<{ commitsState: string }>(
      "GET",
      "/organizations/acme/releases/after/",
    );
    return commitsState === "done";
  });
  await git(clone, "push", "--quiet", "origin", "main");
  expect(await releaseWithCommits(sha)).toMatchObject({ ref: sha, lastCommit: { id: sha } });
});

test("a release named for nothing that is known has no commits, and nothing fails", async () => {
  await reportCrash(dsn, { fingerprint: "ghost", release: "d".repeat(40) });
  expect(await getRelease("d".repeat(40))).toMatchObject({ commitCount: 0, lastCommit: null });
});
