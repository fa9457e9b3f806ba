import type { JsonClient } from "./json-client.ts";
import type { Clients } from "./start-world.ts";

const PIPELINE = "/organizations/acme/pipeline/integration_pipeline/";

interface AccessToken {
  id: string;
  token: string;
}

/**
 * Makes an HTTP access token of Bitbucket.
 * @param owner `users/admin`, or `projects/KEY/repos/slug`
 */
export function createAccessToken(
  bitbucket: JsonClient,
  owner = "users/admin",
  permission = "REPO_ADMIN",
): Promise<AccessToken> {
  const wanted = { name: "Sentry", permissions: [permission] };
  return bitbucket.call("PUT", `/rest/access-tokens/1.0/${owner}`, wanted);
}

/**
 * Connects the service to Bitbucket with an HTTP access token, a new one of the administrator unless
 * another is given. There must be a repository that it may administer.
 * @returns the integration's number
 */
export async function connectWithAccessToken(
  { service, bitbucket }: Clients,
  given?: string,
): Promise<string> {
  const accessToken = given ?? (await createAccessToken(bitbucket)).token;
  await service.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
  const { data } = await service.call<{ data: { integration: { id: string } } }>("POST", PIPELINE, {
    url: bitbucket.url,
    accessToken,
  });
  return data.integration.id;
}

/** @returns the number of the linked repository */
export async function linkRepository(
  { service }: Pick<Clients, "service">,
  integrationId: string,
  identifier: string,
): Promise<string> {
  const { id } = await service.call<{ id: string }>("POST", "/organizations/acme/repos/", {
    provider: "integrations:bitbucket_server",
    installation: integrationId,
    identifier,
  });
  return id;
}
