import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { git } from "./world/git.ts";
import type { Answer } from "./world/json-client.ts";
import { pushesDone } from "./world/pushes-done.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let repository: CreatedRepository;
let id: string;
const MARKUP = "<img onerror=alert(1)>";

beforeAll(async () => {
  world = await startTestWorld();
  await reportCrash(await createProject(world, "shop"), { fingerprint: "cart" });
  repository = await createRepository(world, "SHOP", "web");
  id = await linkRepository(world, await connectWithAccessToken(world), "SHOP/web");
  await pushesDone(world);
});
afterAll(() => world.close());

async function push(message: string, branch: string): Promise<string> {
  const { clone } = repository;
  await git(clone, "checkout", "--quiet", "-B", branch);
  await writeFile(join(clone, "a b.txt"), message);
  await git(clone, "add", "--all");
  await git(clone, "commit", "--quiet", "-m", message);
  await git(clone, "push", "--quiet", "origin", branch);
  await pushesDone(world);
  return git(clone, "rev-parse", "HEAD");
}

const ask = (path: string): Promise<Answer> =>
  world.service.send("GET", `/organizations/acme/repos/${id}/${path}`);

const list = (query = "") =>
  world.service.call<{ id: string }[]>("GET", `/organizations/acme/repos/${id}/commits/${query}`);

test("a repository tells its last push, and what its last comparison found", async () => {
  const before = (await ask("")).json;
  expect(before).toMatchObject({
    lastPush: null,
    lastDelivery: null,
    reconcile: { lastDone: expect.any(String), defaultBranch: "refs/heads/main", lastMissed: 0 },
  });
  await push("Begin", "main");
  const [row] = await world.service.call<object[]>("GET", "/organizations/acme/repos/?query=WEB");
  expect(row).toMatchObject({
    name: "SHOP/web",
    lastPush: expect.any(String),
    lastDelivery: expect.any(String),
    hook: { state: "alive" },
  });
});

test("a commit tells which branch it reached, what it names, changed and is in", async () => {
  const sha = await push(`Fixes SHOP-1 ${MARKUP}`, "feature");
  expect((await list())[0]).toMatchObject({
    id: sha,
    message: `Fixes SHOP-1 ${MARKUP}`,
    branch: "feature",
    url: `${world.bitbucket.url}/projects/SHOP/repos/web/commits/${sha}`,
    references: [
      { shortId: "SHOP-1", title: "Error: crash cart", status: "unresolved", substatus: "new" },
    ],
    changedFiles: 1,
    filesTruncated: false,
    releases: [],
  });
  const { clone } = repository;
  await git(clone, "push", "--quiet", "origin", "feature:main");
  await pushesDone(world);
  const refs = [{ repository: "SHOP/web", commit: sha, previousCommit: `${sha}^` }];
  const release = { version: "shop@1.0", projects: ["shop"], refs };
  await world.service.call("POST", "/organizations/acme/releases/", release);
  await pushesDone(world);
  const { json } = await ask(`commits/${sha.toUpperCase()}/`);
  expect(json).toMatchObject({
    id: sha,
    branch: "main",
    references: [{ status: "resolved" }],
    files: [{ path: "a b.txt", type: expect.stringMatching(/A|M/) }],
  });
});

test("commits are found by the beginning of their sha, and by their author", async () => {
  const all = await list();
  const [{ id: sha } = { id: "" }] = all;
  expect((await list(`?query=${sha.slice(0, 7).toUpperCase()}`)).map((one) => one.id)).toEqual([
    sha,
  ]);
  const anywhere = (query: string) =>
    world.service.send("GET", `/organizations/acme/commits/?query=${query}`);
  expect((await anywhere(sha.slice(0, 7).toUpperCase())).json).toMatchObject([
    { id: sha, repository: { name: "SHOP/web" } },
  ]);
  expect((await anywhere(sha.slice(0, 6))).status).toBe(400);
  expect(await list("?query=Ann@example.com")).toHaveLength(all.length);
  expect(await list("?query=nobody@example.com")).toEqual([]);
  const { status, json } = await ask("commits/?query=checkout");
  expect([status, json["detail"]]).toEqual([400, expect.stringContaining("digits of a sha")]);
});

test("a commit that is not recorded says so", async () => {
  const { status, json } = await ask(`commits/${"0".repeat(40)}/`);
  expect([status, json["detail"]]).toEqual([404, expect.stringContaining("SHOP/web is recorded")]);
});
