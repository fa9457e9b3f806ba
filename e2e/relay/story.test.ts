import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { reportCrash } from "../world/report-crash.ts";
import { runSentryCli } from "../world/run-sentry-cli.ts";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { type RelayedWorld, startRelayedWorld } from "./relayed-world.ts";
import { UPSTREAM_ORG } from "./two-sentrys.ts";

/** Commits a change of one file and pushes it. @returns the sha */
async function push({ clone }: RelayedWorld, message: string): Promise<string> {
  await writeFile(join(clone, "a.txt"), message);
  await git(clone, "add", "--all");
  await git(clone, "commit", "--quiet", "-m", message);
  await git(clone, "push", "--quiet", "origin", "main");
  return git(clone, "rev-parse", "HEAD");
}

async function crash({ upstream }: RelayedWorld): Promise<void> {
  const keys = `/projects/${UPSTREAM_ORG}/shop/keys/`;
  const [key] = await upstream.service.call<{ dsn: { public: string } }[]>("GET", keys);
  await reportCrash(key?.dsn.public ?? "", { fingerprint: "cart" });
}

const issueThere = (world: RelayedWorld) =>
  world.there<{ status: string; statusDetails: object }>("GET", "issues/SHOP-1/");

const commitsThere = (world: RelayedWorld, version: string) =>
  eventually(`the commits of ${version}`, async () => {
    const path = `releases/${version}/commits/`;
    const commits = await world.there<{ id: string; message: string }[]>("GET", path);
    return commits.length > 0 && commits;
  });

test("a push here resolves the issue there", async () => {
  const world = await startRelayedWorld();
  await crash(world);
  await push(world, "Mend the cart\n\nFixes SHOP-1");
  const issue = await eventually("the resolution", async () => {
    const issue = await issueThere(world);
    return issue.status === "resolved" && issue;
  });
  expect(issue.statusDetails).toEqual({});
  const [relayed] = await eventually("our own note of it", async () => {
    const path = "/organizations/acme/upstream/issues/?state=sent";
    const sent = await world.relay.service.call<object[]>("GET", path);
    return sent.length > 0 && sent;
  });
  expect(relayed).toMatchObject({ issue: "SHOP-1", answer: { status: "resolved" } });
});

test.each([2, 3] as const)(
  "sentry-cli %i, pointed at us with the upstream's token, sets the commits there",
  async (line) => {
    if (!existsSync(sentryCliPath(line))) return console.warn(`SKIPPED: no sentry-cli ${line}`);
    const world = await startRelayedWorld();
    await crash(world);
    const env = {
      SENTRY_URL: world.relay.serviceUrl,
      SENTRY_AUTH_TOKEN: world.token,
      SENTRY_ORG: UPSTREAM_ORG,
      SENTRY_PROJECT: "shop",
    };
    const cli = async (...args: string[]) => {
      const { exit, output } = await runSentryCli(args, { line, cwd: world.clone, env });
      expect([args.join(" "), exit, output]).toEqual([args.join(" "), 0, expect.any(String)]);
      return output;
    };
    const sha = await push(world, "Mend the cart\n\nFixes SHOP-1");
    await cli("releases", "new", "1.0.0");
    const output = await cli("releases", "set-commits", "1.0.0", "--auto");
    expect(output).toContain("SHOP/storefront".toLowerCase());
    expect((await commitsThere(world, "1.0.0")).map(({ id }) => id)).toContain(sha);
    await eventually("the resolution in the release", async () => {
      const { statusDetails } = await issueThere(world);
      return "inRelease" in statusDetails;
    });
    await cli("releases", "finalize", "1.0.0");
    await cli("deploys", "new", "--release", "1.0.0", "-e", "prod");
    const second = await push(world, "Another");
    await cli("releases", "new", "1.1.0");
    await cli("releases", "set-commits", "1.1.0", "--commit", "SHOP/storefront@main");
    expect((await commitsThere(world, "1.1.0")).map(({ id }) => id)).toEqual([second]);
    expect(await cli("repos", "list")).toMatch(/storefront/i);
  },
);

test("a caller whom the upstream does not let change a release sets no commits", async () => {
  const world = await startRelayedWorld();
  const token = await world.makeToken(["org:read"]);
  const { serviceUrl } = world.relay;
  const answer = await fetch(`${serviceUrl}/api/0/organizations/${UPSTREAM_ORG}/releases/`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      version: "1.0.0",
      projects: ["shop"],
      refs: [{ repository: "SHOP/storefront", commit: "main" }],
    }),
  });
  expect(answer.status).toBe(403);
  const ours = await world.relay.service.list("/organizations/acme/releases/");
  expect(ours).toEqual([]);
});
