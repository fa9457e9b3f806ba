import type { BitbucketServerClient, Webhook } from "@sentry-bitbucket-server/bitbucket-client";
import type { HookInput, RepositoryAddress } from "../types.ts";

const HOOK_NAME = "sentry-bitbucket-server";
/** What we have to be told. */
export const HOOK_EVENTS = ["repo:refs_changed", "repo:modified", "pr:merged"];

/**
 * Leaves exactly one webhook of ours: the one with the number, or an earlier one, as of a link that
 * was lost, is given the URL, the secret and the events, and switched on.
 * @returns the webhook's number
 */
export async function putHook(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  { url, secret }: HookInput,
  hookId?: number,
): Promise<number> {
  const input = { name: HOOK_NAME, url, secret, events: HOOK_EVENTS };
  const ours = await findHooks(client, { projectKey, slug }, url);
  const kept = hookId ?? ours[0]?.id;
  for (const { id } of ours) if (id !== kept) await client.deleteHook(projectKey, slug, id);
  const hook =
    kept === undefined
      ? await client.createHook(projectKey, slug, input)
      : await client.updateHook(projectKey, slug, kept, input);
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
    if (callsUs(hook, url)) found.push(hook);
  }
  return found;
}

/** Whether a webhook calls this URL, whatever its query. */
export function callsUs(hook: Webhook, url: string): boolean {
  return withoutQuery(hook.url) === withoutQuery(url);
}

function withoutQuery(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
