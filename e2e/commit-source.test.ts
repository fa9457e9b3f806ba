import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@sentry-bitbucket-server/sandbox";
import { BitbucketServerIntegrationProvider } from "@sentry-bitbucket-server/server/bitbucket-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git as runGit } from "./world/git.ts";

/**
 *   first - second - third - merge (main, v1 annotated, v1-light)
 *                 \- side --/      (feature/x)
 */
let sandbox: Sandbox;
let folder: string;
let installation: ReturnType<BitbucketServerIntegrationProvider["getInstallation"]>;
let source: ReturnType<typeof installation.commitSource>;
const shas: Record<string, string> = {};

const git = (...args: string[]) => runGit(join(folder, "clone"), ...args);
const admin = { authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` };
const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: { ...admin, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as { token: string };
};

async function commit(name: string, files: Record<string, string> = {}): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(folder, "clone", file), content);
  }
  await git("add", "--all");
  await git("commit", "--quiet", "--allow-empty", "-m", name);
  shas[name] = await git("rev-parse", "HEAD");
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "commit-source-"));
  sandbox = await startSandbox({ dataDir: join(folder, "bitbucket") });
  await call("POST", "/rest/api/1.0/projects", { key: "SHOP", name: "Shop" });
  for (const name of ["web", "empty"]) {
    await call("POST", "/rest/api/1.0/projects/SHOP/repos", { name, defaultBranch: "main" });
  }
  const clone = new URL(`${sandbox.url}/scm/shop/web.git`);
  [clone.username, clone.password] = ["admin", "admin"];
  await runGit(folder, "clone", "--quiet", clone.href, "clone");
  await git("checkout", "--quiet", "-B", "main");
  await commit("first", { "a.txt": "a\n".repeat(50), "b.txt": "b" });
  await commit("second", { "a.txt": "changed" });
  await git("checkout", "--quiet", "-b", "feature/x");
  await commit("side", { "side.txt": "s" });
  await git("checkout", "--quiet", "main");
  await git("mv", "b.txt", "c.txt");
  await commit("third");
  await git("merge", "--quiet", "--no-ff", "-m", "merge", "feature/x");
  shas["merge"] = await git("rev-parse", "HEAD");
  await git("tag", "-a", "v1", "-m", "One");
  await git("tag", "v1-light");
  await git("tag", "main", "HEAD~2");
  await git("push", "--quiet", "origin", "refs/heads/*", "refs/tags/*");
  const { token } = await call("PUT", "/rest/access-tokens/1.0/users/admin", {
    name: "Sentry",
    permissions: ["REPO_ADMIN"],
  });
  const metadata = { baseUrl: sandbox.url, domainName: "bitbucket", verifySsl: true };
  const integration = { id: 1, organizationId: 1, provider: "bitbucket_server", name: "Bitbucket" };
  installation = new BitbucketServerIntegrationProvider().getInstallation(
    { ...integration, externalId: "x", metadata },
    { type: "accessToken", token },
  );
  source = installation.commitSource({ externalId: "1", projectKey: "SHOP", slug: "web" });
});

afterAll(async () => {
  await installation.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

describe("what names a commit", () => {
  test("is a sha, a ref, HEAD, or a way from one of them", async () => {
    const { first = "", second = "", side = "", third = "", merge = "" } = shas;
    const annotated = await git("rev-parse", "v1");
    const resolved = async (name: string) => [name, await source.resolveCommit(name)];
    const expected: Record<string, string> = {
      [merge]: merge,
      [merge.slice(0, 9)]: merge,
      [annotated]: merge,
      HEAD: merge,
      "refs/heads/main": merge,
      "feature/x": side,
      v1: merge,
      "v1-light": merge,
      "refs/tags/v1": merge,
      "HEAD^": third,
      "HEAD^2": side,
      "HEAD~2": second,
      "v1^2~2": first,
      // git prefers the tag to the branch of the same name.
      main: second,
    };
    expect(await Promise.all(Object.keys(expected).map(resolved))).toEqual(
      Object.entries(expected),
    );
  });

  test("may name none", async () => {
    const names = ["f".repeat(40), "fffffff", "no-such-branch", "refs/heads/no", "HEAD~9", "^", ""];
    for (const name of names) expect(await source.resolveCommit(name)).toBeUndefined();
  });

  test("names none in an empty repository, which has a default branch all the same", async () => {
    const empty = { externalId: "2", projectKey: "SHOP", slug: "empty" };
    const emptySource = installation.commitSource(empty);
    expect(await emptySource.getDefaultBranch()).toBe("refs/heads/main");
    expect(await emptySource.resolveCommit("HEAD")).toBeUndefined();
    expect(await emptySource.listCommits({ until: "refs/heads/main" })).toBe("unknown");
  });
});

async function list(range: { since?: string; until: string }) {
  const commits = await source.listCommits(range);
  return commits === "unknown" ? commits : Array.fromAsync(commits);
}

describe("a list of commits", () => {
  test("is newest first, with merges, without the start", async () => {
    const { second = "", third = "", side = "", merge = "" } = shas;
    const commits = await list({ since: second, until: "refs/heads/main" });
    expect(commits).toHaveLength(3);
    const person = { name: "Ann Example", email: "ann@example.com" };
    expect(commits[0]).toEqual({
      sha: merge,
      message: "merge",
      author: person,
      committer: person,
      authoredAt: expect.any(Number),
      committedAt: expect.any(Number),
      parents: [third, side],
    });
    expect(await list({ since: merge, until: merge })).toEqual([]);
  });

  test("is unknown when one of its ends is", async () => {
    const none = "f".repeat(40);
    expect(await list({ until: none })).toBe("unknown");
    expect(await list({ since: none, until: "refs/heads/main" })).toBe("unknown");
  });

  test("of a repository that is not there fails with Bitbucket's sentence", async () => {
    const gone = { externalId: "9", projectKey: "SHOP", slug: "gone" };
    const listing = installation.commitSource(gone).listCommits({ until: "refs/heads/main" });
    await expect(listing).rejects.toMatchObject({
      name: "IntegrationError",
      code: "bitbucket_not_found",
      message: expect.stringContaining("Repository SHOP/gone does not exist."),
      retryable: false,
    });
  });
});

test("patch sets come for every commit, a move as deleted and added", async () => {
  const { first = "", second = "", third = "", merge = "" } = shas;
  const patchSets = await Array.fromAsync(source.getPatchSets([first, second, third, merge]));
  const bySha = new Map(patchSets.map(({ sha, files, truncated }) => [sha, { files, truncated }]));
  const files = (...changes: [string, string][]) => ({
    files: expect.arrayContaining(changes.map(([path, type]) => ({ path, type }))),
    truncated: false,
  });
  expect(bySha.get(first)).toEqual(files(["a.txt", "A"], ["b.txt", "A"]));
  expect(bySha.get(second)).toEqual(files(["a.txt", "M"]));
  expect(bySha.get(third)).toEqual(files(["b.txt", "D"], ["c.txt", "A"]));
  expect(bySha.get(merge)).toEqual(files(["side.txt", "A"]));
  expect(bySha.size).toBe(4);
});
