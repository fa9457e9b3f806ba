import type { Clients } from "./start-world.ts";

const PIPELINE = "/organizations/acme/pipeline/integration_pipeline/";

/**
 * Connects the service to Bitbucket with an HTTP access token of the administrator.
 * @returns the integration's number
 */
export async function connectWithAccessToken(world: Clients): Promise<string> {
  const { token } = await world.bitbucket.call<{ token: string }>(
    "PUT",
    "/rest/access-tokens/1.0/users/admin",
    { name: "Sentry", permissions: ["REPO_ADMIN"] },
  );
  await world.service.call("POST", PIPELINE, {
    action: "initialize",
    provider: "bitbucket_server",
  });
  await world.service.call("POST", PIPELINE, { url: world.sandboxUrl, accessToken: token });
  const integrations = await world.service.call<{ id: string }[]>(
    "GET",
    "/organizations/acme/integrations/",
  );
  const newest = integrations.toSorted((a, b) => Number(b.id) - Number(a.id))[0];
  if (!newest) throw new Error("The service lists no integration");
  return newest.id;
}

/** @returns the number of the linked repository */
export async function linkRepository(
  world: Clients,
  integrationId: string,
  identifier: string,
): Promise<string> {
  const { id } = await world.service.call<{ id: string }>("POST", "/organizations/acme/repos/", {
    provider: "integrations:bitbucket_server",
    installation: integrationId,
    identifier,
  });
  return id;
}
