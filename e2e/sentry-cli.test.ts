import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { type Ran, runSentryCli } from "./world/run-sentry-cli.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

describe.each([2, 3] as const)("sentry-cli %i", (line) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);

  let world: World;
  let repository: CreatedRepository;
  let dsn: string;

  beforeAll(async () => {
    world = await startTestWorld();
    repository = await createRepository(world, "SHOP", "storefront");
    dsn = await createProject(world, "shop");
    await createProject(world, "web");
    await reportCrash(dsn, { fingerprint: "crash", release: "shop@0.9.0" });
    await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
  });

  afterAll(() => world.close());

  /** Runs it in the clone. */
  function sentryCli(args: string[], more: Record<string, string | undefined> = {}): Promise<Ran> {
    const env = {
      HOME: world.folder,
      SENTRY_URL: world.serviceUrl,
      SENTRY_AUTH_TOKEN: world.adminToken,
      SENTRY_ORG: "acme",
      SENTRY_PROJECT: "shop",
      ...more,
    };
    return runSentryCli(args, { line, cwd: repository.clone, env });
  }

  async function succeed(...args: string[]): Promise<string> {
    const { exit, output } = await sentryCli(args);
    expect([exit, output]).toEqual([0, output]);
    return output;
  }

  async function commit(message: string): Promise<string> {
    await writeFile(join(repository.clone, "a.txt"), message);
    await git(repository.clone, "add", "--all");
    await git(repository.clone, "commit", "--quiet", "-m", message);
    await git(repository.clone, "push", "--quiet", "origin", "main");
    return git(repository.clone, "rev-parse", "HEAD");
  }

  const pathOf = (version: string) => `/organizations/acme/releases/${version}/`;

  /** Messages of the commits of a release, once they are there. */
  async function messagesOf(version: string): Promise<string[]> {
    const path = pathOf(version);
    await eventually("the commits of the release", async () => {
      const { commitsState } = await world.service.call<{ commitsState: string }>("GET", path);
      return commitsState !== "pending";
    });
    const commits = await world.service.call<{ message: string }[]>("GET", `${path}commits/`);
    return commits.map((one) => one.message.trim());
  }

  test.runIf(isThere)("finds its way about", async () => {
    expect(await succeed("info")).toContain("User: admin@localhost");
    expect(await succeed("organizations", "list")).toContain("acme");
    expect(await succeed("projects", "list")).toContain("shop");
    expect(await succeed("repos", "list")).toContain("SHOP/storefront");
    expect(await succeed("issues", "list")).toContain("SHOP-1");
  });

  test.runIf(isThere)("announces a release with --auto, from an HTTP clone", async () => {
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

  test.runIf(isThere)("names commits in any way that git knows", async () => {
    await commit("two");
    const three = await commit("three");
    await git(repository.clone, "push", "--quiet", "origin", "HEAD:refs/tags/three");
    const set = ["releases", "set-commits", "shop@1.1.0"];
    await succeed("releases", "new", "shop@1.1.0");
    for (const range of [
      "HEAD~1..HEAD",
      "three~1..three",
      `${three.slice(0, 9)}^..${three}`,
      `HEAD~1..refs/heads/main`,
    ]) {
      await succeed(...set, "--commit", `shop/STOREFRONT@${range}`);
      expect([range, await messagesOf("shop@1.1.0")]).toEqual([range, ["three"]]);
    }
    await succeed(...set, "--commit", "SHOP/storefront@main");
    expect(await messagesOf("shop@1.1.0")).toEqual(["three", "two"]);
    await succeed(...set, "--clear");
    expect(await messagesOf("shop@1.1.0")).toEqual([]);
  });

  test.runIf(isThere)("says which commit was not found, and where it was looked for", async () => {
    await succeed("releases", "new", "shop@1.1.1");
    await succeed("releases", "set-commits", "shop@1.1.1", "--commit", "SHOP/storefront@v9.9");
    expect(await messagesOf("shop@1.1.1")).toEqual([]);
    const sentence = "v9.9 is no commit, branch or tag of SHOP/storefront";
    const table = await succeed("releases", "info", "shop@1.1.1", "-C");
    expect(table).toContain(`failed: ${sentence}`);
    expect(table).toMatch(/\| run set-commits again\. +\|/);
    const path = `${pathOf("shop@1.1.1")}activities/`;
    expect(await world.service.call("GET", path)).toMatchObject([
      {
        type: "commits_failed",
        user: { email: "admin@localhost" },
        data: { reason: expect.stringContaining(sentence) },
      },
    ]);
  });

  test.runIf(isThere)("reads commits from the clone, also when the base is not in it", async () => {
    await commit("four");
    const local = ["releases", "set-commits", "shop@1.2.0", "--local"];
    await succeed("releases", "new", "shop@1.2.0");
    await succeed(...local);
    expect((await messagesOf("shop@1.2.0"))[0]).toBe("four");
    const gone = [{ id: "d".repeat(40), repository: "SHOP/storefront", message: "gone" }];
    await world.service.call("PUT", pathOf("shop@1.2.0"), { commits: gone });
    await succeed("releases", "new", "shop@1.3.0");
    const [, , , ...how] = local;
    const set = ["releases", "set-commits", "shop@1.3.0", ...how];
    expect((await sentryCli(set)).exit).toBe(1);
    await succeed(...set, "--ignore-missing");
    expect((await messagesOf("shop@1.3.0"))[0]).toBe("four");
  });

  test.runIf(isThere)("works for several projects, and for none", async () => {
    await succeed("releases", "new", "-p", "shop", "-p", "web", "2.0.0");
    await succeed("releases", "finalize", "-p", "shop", "-p", "web", "2.0.0");
    const { projects } = await world.service.call<{ projects: { slug: string }[] }>(
      "GET",
      pathOf("2.0.0"),
    );
    expect(projects.map((project) => project.slug)).toEqual(["shop", "web"]);
    for (const args of [
      ["releases", "set-commits", "2.0.0", "--auto"],
      ["releases", "finalize", "2.0.0"],
      ["releases", "info", "2.0.0"],
      ["releases", "list"],
      ["deploys", "new", "--release", "2.0.0", "-e", "production"],
      ["releases", "archive", "2.0.0"],
      ["releases", "restore", "2.0.0"],
      ["releases", "delete", "2.0.0"],
    ]) {
      const ran = await sentryCli(args, { SENTRY_PROJECT: undefined });
      expect([args.join(" "), ran.exit, ran.output]).toEqual([args.join(" "), 0, ran.output]);
    }
  });

  test.runIf(isThere)("deploys, archives, restores and deletes", async () => {
    await succeed("releases", "new", "3.0.0");
    await succeed("deploys", "new", "--release", "3.0.0", "-e", "production", "-t", "60");
    expect(await succeed("deploys", "list", "--release", "3.0.0")).toContain("production");
    await succeed("releases", "archive", "3.0.0");
    expect(await world.service.call("GET", pathOf("3.0.0"))).toMatchObject({ status: "archived" });
    await succeed("releases", "restore", "3.0.0");
    expect(await world.service.call("GET", pathOf("3.0.0"))).toMatchObject({ status: "open" });
    expect(await succeed("releases", "delete", "3.0.0")).toContain("Deleted release 3.0.0!");
    expect((await sentryCli(["releases", "info", "3.0.0"])).exit).toBe(1);
    const head = await git(repository.clone, "rev-parse", "HEAD");
    expect(await succeed("releases", "propose-version")).toContain(head);
    const kept = await sentryCli(["releases", "delete", "shop@0.9.0"]);
    expect(kept).toMatchObject({ exit: 1, output: expect.stringContaining("Archive it instead.") });
  });

  test.runIf(isThere)(
    "resolves, re-opens and mutes issues, by number, by status, and all",
    async () => {
      const { id } = await getIssue(world, "SHOP-1");
      const status = async () => (await getIssue(world, "SHOP-1")).status;
      await succeed("issues", "resolve", "-i", id);
      expect(await status()).toBe("resolved");
      await succeed("issues", "unresolve", "--status", "resolved");
      expect(await status()).toBe("unresolved");
      await succeed("issues", "mute", "--all");
      expect(await status()).toBe("ignored");
      await succeed("issues", "unresolve", "--all");
      await succeed("releases", "new", "shop@5.0.0");
      await succeed("issues", "resolve", "-n", "-i", id);
      expect((await getIssue(world, "SHOP-1")).statusDetails).toHaveProperty("inNextRelease");
      await succeed("issues", "unresolve", "-i", id);
    },
  );

  test.runIf(isThere)("sends events and envelopes, and lists them", async () => {
    const env = { SENTRY_DSN: dsn };
    const message = ["send-event", "-m", "hello %s", "-a", "world", "-r", "shop@0.9.0"];
    expect((await sentryCli([...message, "--no-environ"], env)).exit).toBe(0);
    const eventId = "e".repeat(32);
    const event = { event_id: eventId, message: "enveloped", timestamp: Date.now() / 1000 };
    const lines = [{ event_id: eventId }, { type: "event" }, event];
    const file = join(world.folder, "an.envelope");
    await writeFile(file, lines.map((one) => JSON.stringify(one)).join("\n"));
    const sent = await sentryCli(["send-envelope", file], env);
    expect([sent.exit, sent.output]).toEqual([0, sent.output]);
    const listed = await succeed("events", "list");
    expect(listed).toContain("hello world");
    expect(listed).toContain("enveloped");
  });

  test.runIf(isThere && line === 3)("uploads code mappings, which are listed", async () => {
    const file = join(world.folder, "mappings.json");
    await writeFile(file, JSON.stringify([{ stackRoot: "app/", sourceRoot: "src/" }]));
    expect(await succeed("code-mappings", "upload", file)).toContain("Created: 1");
    const mappings = await world.service.call("GET", "/organizations/acme/code-mappings/");
    expect(mappings).toMatchObject([
      { projectSlug: "shop", repoName: "SHOP/storefront", stackRoot: "app/", sourceRoot: "src/" },
    ]);
  });

  test.runIf(isThere)("needs nothing but an organization's token", async () => {
    const { token } = await world.service.call<{ token: string }>(
      "POST",
      "/organizations/acme/org-auth-tokens/",
      { name: "ci" },
    );
    const bare = { SENTRY_AUTH_TOKEN: token, SENTRY_URL: undefined, SENTRY_ORG: undefined };
    for (const args of [
      ["releases", "new", "4.0.0"],
      ["releases", "set-commits", "4.0.0", "--auto"],
      ["releases", "finalize", "4.0.0"],
      ["deploys", "new", "--release", "4.0.0", "-e", "production"],
    ]) {
      const ran = await sentryCli(args, bare);
      expect([args.join(" "), ran.exit, ran.output]).toEqual([args.join(" "), 0, ran.output]);
    }
    const refused = await sentryCli(["issues", "list"], bare);
    expect(refused).toMatchObject({ exit: 1, output: expect.stringContaining("event:read") });
  });

  test
    .runIf(isThere)
    .for([
      ["sourcemaps", "upload", "dist"],
      ["sourcemaps", "upload", "--release", "shop@1.0.0", "dist"],
      ["debug-files", "upload", sentryCliPath(line)],
      ["upload-proguard", "mapping.txt"],
      ...(line === 2 ? [["sourcemaps", "explain", "e".repeat(32)]] : []),
    ])("is told that there is no use in %s", async (args) => {
    await mkdir(join(repository.clone, "dist"), { recursive: true });
    await writeFile(join(repository.clone, "dist", "app.js"), "a()");
    await writeFile(
      join(repository.clone, "mapping.txt"),
      "a.A -> b:\n    1:2:void c():3:4 -> d\n",
    );
    const { exit, output } = await sentryCli(args);
    expect(exit).toBe(1);
    expect(output).toContain("Take their upload out of the build");
  });

  test.runIf(isThere)("is told that a project has another name now", async () => {
    await createProject(world, "old");
    await world.service.call("PUT", "/projects/acme/old/", { slug: "site" });
    for (const args of [
      ["issues", "list"],
      ["issues", "resolve", "--all"],
      ["releases", "list"],
    ]) {
      const { exit, output } = await sentryCli(args, { SENTRY_PROJECT: "old" });
      expect([exit, output]).toEqual([1, expect.stringContaining("renamed to 'site'")]);
    }
  });

  test.runIf(isThere)("tells a mistake in words", async () => {
    const missing = await sentryCli(["releases", "finalize", "nope"]);
    expect(missing.exit).toBe(1);
    expect(missing.output).toContain("Release not found");
    const wrong = await sentryCli(["releases", "new", "latest"]);
    expect(wrong.exit).not.toBe(0);
    expect(wrong.output).toContain("latest");
  });
});
