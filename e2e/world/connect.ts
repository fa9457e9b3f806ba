import type { Clients } from "./start-world.ts";

const PIPELINE = "/organizations/acme/pipeline/integration_pipeline/";

/** Makes an HTTP access token of Bitbucket's administrator. */
export async function createAccessToken(world: Clients): Promise<string> {
  const { token } = await world.bitbucket.call<{ token: string }>(
    "PUT",
    "/rest/access-tokens/1.0/users/admin",
    { name: "Sentry", permissions: ["REPO_ADMIN"] },
  );
  return token;
}

/**
 * Connects the service to Bitbucket with an HTTP access token.
 * @returns the integration's number
 */
export async function connectWithAccessToken(world: Clients, given?: string): Promise<string> {
  const token = given ?? (await createAccessToken(world));
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
