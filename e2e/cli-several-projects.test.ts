import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { createProject } from "./world/report-crash.ts";
import { type Ran, runSentryCli } from "./world/run-sentry-cli.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

describe.each([2, 3] as const)("sentry-cli %i", (line) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);

  let world: World;
  let repository: CreatedRepository;

  beforeAll(async () => {
    world = await startTestWorld();
    for (const slug of ["shop", "web", "other"]) await createProject(world, slug);
    repository = await createRepository(world, "SHOP", "storefront");
    for (const message of ["one", "two", "three", "four"]) {
      await git(repository.clone, "commit", "--quiet", "--allow-empty", "-m", message);
    }
    await git(repository.clone, "push", "--quiet", "origin", "main");
    await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  });

  afterAll(() => world.close());

  function sentryCli(args: string[]): Promise<Ran> {
    const env = {
      HOME: world.folder,
      SENTRY_URL: world.serviceUrl,
      SENTRY_AUTH_TOKEN: world.adminToken,
      SENTRY_ORG: "acme",
    };
    return runSentryCli(args, { line, cwd: repository.clone, env });
  }

  async function succeed(...args: string[]): Promise<string> {
    const ran = await sentryCli(args);
    expect([args.join(" "), ran.exit, ran.output]).toEqual([args.join(" "), 0, ran.output]);
    return ran.output;
  }

  const newestShas = (count: number) =>
    git(repository.clone, "log", "--format=%H", `-${count}`).then((log) => log.split("\n"));

  /** The shas that `releases info --show-commits` shows, once they are there. */
  const shownShas = (version: string, ...projects: string[]) =>
    eventually("the commits of the release", async () => {
      const shown = await succeed("releases", ...projects, "info", version, "--show-commits");
      return shown.match(/[0-9a-f]{40}/g) ?? false;
    });

  const releaseOf = (version: string) =>
    world.service.call<{ status: string; projects: { slug: string }[] }>(
      "GET",
      `/organizations/acme/releases/${version}/`,
    );

  describe.each([
    ["several projects", ["-p", "shop", "-p", "web"], ["shop", "web"]],
    ["no project", [], ["other", "shop", "web"]],
  ])("with %s", (_, projects, slugs) => {
    const version = `${slugs.length}.0.0`;
    const releases = (...args: string[]) => succeed("releases", ...projects, ...args);
    const deploys = (...args: string[]) =>
      succeed("deploys", ...projects, ...args, "--release", version);

    test.runIf(isThere)("a release goes all its way", async () => {
      // A release has projects: without one, sentry-cli cannot make it.
      await succeed("releases", ...slugs.flatMap((slug) => ["-p", slug]), "new", version);
      const range = "SHOP/storefront@HEAD~3..HEAD";
      expect(await releases("set-commits", version, "--commit", range)).toMatch("HEAD~3 -> HEAD");
      expect(await shownShas(version, ...projects)).toEqual(await newestShas(3));
      expect(await releases("info", version, "-C", "-P")).toMatch(/shop .*web /s);
      await releases("finalize", version);
      expect(await releases("list", "--raw")).toBe(`${version}\n`);
      await releases("archive", version);
      expect(await releaseOf(version)).toMatchObject({ status: "archived" });
      await releases("restore", version);
      const restored = { status: "open", projects: slugs.map((slug) => ({ slug })) };
      expect(await releaseOf(version)).toMatchObject(restored);
      await deploys("new", "-e", "staging");
      await releases("deploys", version, "new", "-e", "production");
      expect(await deploys("list")).toMatch(/production .*staging /s);
      expect(await releases("deploys", version, "list")).toMatch(/production .*staging /s);
      const proposed = await releases("propose-version");
      expect([proposed.trim()]).toEqual(await newestShas(1));
      expect(await releases("delete", version)).toContain(`Deleted release ${version}!`);
      expect(await sentryCli(["releases", ...projects, "info", version])).toMatchObject({
        exit: 1,
      });
    });
  });
});
