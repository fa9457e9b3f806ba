import type { BitbucketServerClient, Webhook } from "@sentry-bitbucket-server/bitbucket-client";
import type { HookInput, RepositoryAddress } from "../types.ts";

const HOOK_NAME = "sentry-bitbucket-server";
const EVENTS = ["repo:refs_changed", "repo:modified", "pr:merged"];

/**
 * Leaves exactly one webhook of ours: an earlier one, as of a link that was lost, is given the new
 * URL and secret.
 * @returns the webhook's number
 */
export async function putHook(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  { url, secret }: HookInput,
): Promise<number> {
  const input = { name: HOOK_NAME, url, secret, events: EVENTS };
  const [earlier, ...more] = await findHooks(client, { projectKey, slug }, url);
  for (const { id } of more) await client.deleteHook(projectKey, slug, id);
  const hook = earlier
    ? await client.updateHook(projectKey, slug, earlier.id, input)
    : await client.createHook(projectKey, slug, input);
  return hook.id;
}

/** Deletes all webhooks of ours, whatever their numbers. */
export async function deleteHooks(
  client: BitbucketServerClient,
  address: RepositoryAddress,
  url: string,
): Promise<void> {
  for (const { id } of await findHooks(client, address, url)) {
    await client.deleteHook(address.projectKey, address.slug, id);
  }
}

/** Ours are known by their URL; its query, which names our repository, may be of an earlier link. */
async function findHooks(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  url: string,
): Promise<Webhook[]> {
  const found: Webhook[] = [];
  for await (const hook of client.getHooks(projectKey, slug)) {
    if (withoutQuery(hook.url) === withoutQuery(url)) found.push(hook);
  }
  return found;
}

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
