import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { createProject } from "./world/report-crash.ts";
import { runSentryCli } from "./world/run-sentry-cli.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

interface Release {
  commitsState: string;
  commitCount: number;
  lastCommit: { id: string; repository: { id: string; name: string; provider: { id: string } } };
}

describe.each([2, 3] as const)("set-commits of sentry-cli %i", (line) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);

  let world: World;
  let integrationId: string;
  let linked: CreatedRepository;
  let unlinked: CreatedRepository;

  beforeAll(async () => {
    world = await startTestWorld();
    linked = await createRepository(world, "SHOP", "storefront");
    unlinked = await createRepository(world, "SHOP", "library");
    integrationId = await connectWithAccessToken(world);
    for (const slug of ["shop", "lib", "tool"]) await createProject(world, slug);
  });

  afterAll(() => world.close());

  /** Makes a release of a project from a clone. */
  async function release(
    version: string,
    { clone }: CreatedRepository,
    how: string[],
    environment: Record<string, string> = {},
  ): Promise<Release> {
    const env = {
      HOME: world.folder,
      SENTRY_URL: world.serviceUrl,
      SENTRY_AUTH_TOKEN: world.adminToken,
      SENTRY_ORG: "acme",
      SENTRY_PROJECT: version.split("@")[0],
      ...environment,
    };
    for (const args of [["new"], ["set-commits", ...how]].map(([verb = "", ...more]) => [
      "releases",
      verb,
      version,
      ...more,
    ])) {
      const { exit, output } = await runSentryCli(args, { line, cwd: clone, env });
      expect([args.join(" "), exit, output]).toEqual([args.join(" "), 0, output]);
    }
    return eventually("the commits of the release", async () => {
      const path = `/organizations/acme/releases/${version}/`;
      const made = await world.service.call<Release>("GET", path);
      return made.commitsState === "done" && made;
    });
  }

  async function commit({ clone }: CreatedRepository, message: string): Promise<string> {
    await writeFile(join(clone, "a.txt"), message);
    await git(clone, "add", "--all");
    await git(clone, "commit", "--quiet", "-m", message);
    return git(clone, "rev-parse", "HEAD");
  }

  /** Links a repository, if an earlier test has not. */
  async function link(name: string): Promise<void> {
    const repositories = await world.service.call<{ name: string }[]>(
      "GET",
      "/organizations/acme/repos/",
    );
    if (repositories.some((repository) => repository.name === name)) return;
    await linkRepository(world, integrationId, name);
  }

  /** Has Bitbucket make no webhook for the library. */
  async function refuseWebhooks(status: number): Promise<void> {
    const pathPattern = "/rest/api/.*/repos/library/webhooks";
    const fault = { kind: "status", status, pathPattern, method: "POST" };
    await world.bitbucket.call("POST", "/sandbox/faults", fault);
  }

  test.runIf(isThere)("records the commits of a clone when no repository is linked", async () => {
    const sha = await commit(unlinked, "one");
    const { lastCommit } = await release("lib@1.0.0", unlinked, ["--auto"]);
    const provider = { id: "unknown" };
    expect(lastCommit).toMatchObject({ id: sha, repository: { name: "origin", provider } });
  });

  test.runIf(isThere)("takes no linked repository for the one that is not", async () => {
    await link("SHOP/storefront");
    await commit(unlinked, "two");
    const made = await release("lib@1.1.0", unlinked, ["--auto"]);
    expect(made).toMatchObject({ commitCount: 1, lastCommit: { repository: { name: "origin" } } });
  });

  test.runIf(isThere)("keeps the commits of a repository that is linked later", async () => {
    const named = { SENTRY_VCS_REMOTE: "SHOP/library" };
    const before = await release("tool@1.0.0", unlinked, ["--local"], named);
    const { id, name } = before.lastCommit.repository;
    expect(name).toBe("shop/library");
    const path = "/organizations/acme/releases/tool@1.0.0/";
    for (const { status, answer } of [
      { status: 403, answer: "400" },
      { status: 503, answer: "503" },
    ]) {
      await refuseWebhooks(status);
      const linking = linkRepository(world, integrationId, "SHOP/library");
      await expect(linking).rejects.toThrow(answer);
      await world.bitbucket.call("DELETE", "/sandbox/faults");
      expect(await world.service.call("GET", path)).toMatchObject({
        commitCount: before.commitCount,
        lastCommit: { repository: { id, provider: { id: "unknown" } } },
      });
    }
    expect(await linkRepository(world, integrationId, "SHOP/library")).toBe(id);
    expect(await world.service.call("GET", path)).toMatchObject({
      commitCount: before.commitCount,
      lastCommit: { repository: { id, name: "SHOP/library" } },
    });
    await commit(unlinked, "three");
    await git(unlinked.clone, "push", "--quiet", "origin", "main");
    const after = await release("tool@1.1.0", unlinked, ["--auto"]);
    expect(after).toMatchObject({ commitCount: 1, lastCommit: { repository: { id } } });
  });

  test.runIf(isThere)("takes no linked repository for one of the same project", async () => {
    await link("SHOP/storefront");
    await git(linked.clone, "push", "--quiet", "origin", "main");
    await release("shop@1.0.0", linked, ["--auto"]);
    const other = await createRepository(world, "SHOP", `other-${line}`);
    // Made in the same second, the first commits of two repositories are the same.
    await git(other.clone, "commit", "--quiet", "--amend", "--allow-empty", "-m", "Another");
    const sha = await commit(other, "of another repository");
    const local = ["--local", "--ignore-missing"];
    expect(await release("shop@1.1.0", other, local)).toMatchObject({
      lastCommit: { id: sha, repository: { name: "origin", provider: { id: "unknown" } } },
    });
    await commit(linked, "the next one");
    await git(linked.clone, "push", "--quiet", "origin", "main");
    expect(await release("shop@1.2.0", linked, ["--auto"])).toMatchObject({ commitCount: 1 });
  });
});
