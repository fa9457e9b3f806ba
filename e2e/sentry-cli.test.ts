import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startWorld, type World } from "./world/start-world.ts";

const isThere = existsSync(sentryCliPath());
if (!isThere) console.warn(`SKIPPED: there is no sentry-cli for ${process.platform}`);

let world: World;
let repository: CreatedRepository;

beforeAll(async () => {
  world = await startWorld({ bitbucketPort: 0, servicePort: 0 });
  repository = await createRepository(world, "SHOP", "storefront");
  const dsn = await createProject(world, "shop");
  await reportCrash(dsn, { fingerprint: "crash", release: "shop@0.9.0" });
  await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
});

afterAll(() => world.close());

interface Ran {
  exit: number;
  output: string;
}

/** Runs the unmodified sentry-cli in the clone. */
async function sentryCli(...args: string[]): Promise<Ran> {
  const env = {
    PATH: process.env["PATH"],
    HOME: world.folder,
    SENTRY_URL: world.serviceUrl,
    SENTRY_AUTH_TOKEN: world.adminToken,
    SENTRY_ORG: "acme",
    SENTRY_PROJECT: "shop",
    SENTRY_LOG_LEVEL: "warn",
    SENTRY_DISABLE_UPDATE_CHECK: "1",
    SENTRY_LOAD_DOTENV: "0",
  };
  const run = promisify(execFile)(sentryCliPath(), args, { cwd: repository.clone, env });
  try {
    const { stdout, stderr } = await run;
    return { exit: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exit: code, output: stdout + stderr };
  }
}

async function succeed(...args: string[]): Promise<string> {
  const { exit, output } = await sentryCli(...args);
  expect([exit, output]).toEqual([0, output]);
  return output;
}

async function commit(message: string): Promise<void> {
  await writeFile(join(repository.clone, "a.txt"), message);
  await git(repository.clone, "add", "--all");
  await git(repository.clone, "commit", "--quiet", "-m", message);
  await git(repository.clone, "push", "--quiet", "origin", "main");
}

/** Messages of the commits of a release, once they are there. */
async function messagesOf(version: string): Promise<string[]> {
  const path = `/organizations/acme/releases/${version}/`;
  await eventually("the commits of the release", async () => {
    const { commitsState } = await world.service.call<{ commitsState: string }>("GET", path);
    return commitsState !== "pending";
  });
  const commits = await world.service.call<{ message: string }[]>("GET", `${path}commits/`);
  return commits.map((one) => one.message.trim());
}

test.runIf(isThere)("sentry-cli finds its way about", async () => {
  expect(await succeed("info")).toContain("User: admin@localhost");
  expect(await succeed("organizations", "list")).toContain("acme");
  expect(await succeed("projects", "list")).toContain("shop");
  expect(await succeed("repos", "list")).toContain("SHOP/storefront");
  expect(await succeed("issues", "list")).toContain("SHOP-1");
});

test.runIf(isThere)("a build announces its release with --auto, from an HTTP clone", async () => {
  await commit("one");
  await succeed("releases", "new", "shop@1.0.0");
  const table = await succeed("releases", "set-commits", "shop@1.0.0", "--auto");
  expect(table).toMatch(/shop\/storefront/i);
  await succeed("releases", "finalize", "shop@1.0.0");
  expect(await messagesOf("shop@1.0.0")).toEqual(["one", "Begin"]);
  const head = await git(repository.clone, "rev-parse", "HEAD");
  expect(await succeed("releases", "info", "shop@1.0.0", "-P", "-C")).toContain(head);
  expect(await succeed("releases", "list", "--raw")).toContain("shop@1.0.0");
});

test.runIf(isThere)("commits may be named in any way that git knows", async () => {
  await commit("two");
  await commit("three");
  const set = ["releases", "set-commits", "shop@1.1.0"];
  await succeed("releases", "new", "shop@1.1.0");
  await succeed(...set, "--commit", "shop/STOREFRONT@HEAD~1..HEAD");
  expect(await messagesOf("shop@1.1.0")).toEqual(["three"]);
  await succeed(...set, "--clear");
  expect(await messagesOf("shop@1.1.0")).toEqual([]);
});

test.runIf(isThere)("commits may be read from the clone", async () => {
  await commit("four");
  await succeed("releases", "new", "shop@1.2.0");
  await succeed("releases", "set-commits", "shop@1.2.0", "--local");
  expect((await messagesOf("shop@1.2.0"))[0]).toBe("four");
});

test.runIf(isThere)("a mistake is told in words", async () => {
  const missing = await sentryCli("releases", "finalize", "nope");
  expect(missing.exit).toBe(1);
  expect(missing.output).toContain("Release not found");
  const wrong = await sentryCli("releases", "new", "latest");
  expect(wrong.exit).not.toBe(0);
  expect(wrong.output).toContain("latest");
});
