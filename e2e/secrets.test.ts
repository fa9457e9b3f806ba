import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectWithAccessToken, createAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { JsonClient } from "./world/json-client.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

test("no secret is in the log at its most talkative, or readable in the database", async () => {
  const world = await startTestWorld({ LOG_LEVEL: "trace" });
  try {
    const { clone } = await createRepository(world, "SHOP", "storefront");
    const { token } = await createAccessToken(world.bitbucket);
    const integrationId = await connectWithAccessToken(world, token);
    await linkRepository(world, integrationId, "SHOP/storefront");
    const dsn = await createProject(world, "shop");
    const made = { name: "made", scopes: ["org:read"] };
    const userToken = await makeToken(world, "/api-tokens/", made);
    const orgToken = await makeToken(world, "/organizations/acme/org-auth-tokens/", made);
    await reportCrash(dsn, { fingerprint: "one" });
    await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Fixes SHOP-1");
    await git(clone, "push", "--quiet", "origin", "main");
    await eventually(
      "the resolution",
      async () => (await getIssue(world, "SHOP-1")).status === "resolved",
    );
    await world.app.close();

    const log = world.log();
    expect(log).toContain("delivery received");
    const database = readDatabase(world.dataDir);
    expect(database).toContain("SHOP/storefront");
    const bitbucket = readDatabase(join(world.folder, "bitbucket"));
    const [, hookSecret = ""] = /"secret":"([0-9a-f]{64})"/.exec(bitbucket) ?? [];
    const { adminToken: admin, adminPassword: password } = world;
    const secrets = { token, hookSecret, admin, password, userToken, orgToken };
    expect(Object.values(secrets).every((secret) => secret.length > 8)).toBe(true);
    const found = Object.entries(secrets).flatMap(([name, secret]) => [
      ...(log.includes(secret) ? [`${name} in the log`] : []),
      ...(database.includes(secret) ? [`${name} in the database`] : []),
    ]);
    expect(found).toEqual([]);
  } finally {
    await world.close();
  }
});

/** Has the service make a token, and uses it once. */
async function makeToken(world: World, path: string, body: object): Promise<string> {
  const { token } = await world.service.call<{ token: string }>("POST", path, body);
  await new JsonClient(world.service.url, `Bearer ${token}`).call("GET", "/");
  return token;
}

/** The bytes of all SQLite files of a folder, journals included, as text. */
function readDatabase(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.includes("sqlite"))
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("");
}
