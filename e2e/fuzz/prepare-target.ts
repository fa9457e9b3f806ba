import { Browser } from "@sentry-bitbucket-server/server/test/browser";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { readHookSecret } from "../world/read-hook-secret.ts";
import { createProject } from "../world/report-crash.ts";
import type { World } from "../world/start-world.ts";
import type { FuzzTarget } from "./corpus.ts";

/** Puts into a world what hostile requests can be aimed at: a linked repository and a project. */
export async function prepareTarget(world: World): Promise<FuzzTarget> {
  await createRepository(world, "SHOP", "web");
  const integrationId = await connectWithAccessToken(world);
  const repositoryId = await linkRepository(world, integrationId, "SHOP/web");
  const dsn = new URL(await createProject(world, "shop"));
  const organization = await world.service.call<{ id: string }>("GET", "/organizations/acme/");
  const hook = `/extensions/bitbucket-server/organizations/${organization.id}/webhook/${integrationId}/`;
  return {
    url: world.serviceUrl.replace("localhost", "127.0.0.1"),
    token: world.adminToken,
    hookSecret: readHookSecret(world),
    cookie: await logIn(world),
    webhookPath: `${hook}?repository=${repositoryId}`,
    dsn: { projectId: dsn.pathname.slice(1), publicKey: dsn.username },
  };
}

/** @returns the cookie of a session of the first user */
async function logIn(world: World): Promise<string> {
  const browser = new Browser(world.serviceUrl);
  const body = { username: "admin@localhost", password: world.adminPassword };
  await browser.call("POST", "/api/0/auth/login/", body);
  if (browser.cookie === undefined) throw new Error("The first user could not log in");
  return browser.cookie;
}
