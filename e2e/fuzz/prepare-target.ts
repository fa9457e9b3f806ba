import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
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
    webhookPath: `${hook}?repository=${repositoryId}`,
    dsn: { projectId: dsn.pathname.slice(1), publicKey: dsn.username },
  };
}
