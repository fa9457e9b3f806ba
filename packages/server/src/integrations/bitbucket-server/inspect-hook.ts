import type { BitbucketServerClient, Webhook } from "@sentry-bitbucket-server/bitbucket-client";
import type { HookInspection, KnownHook, RepositoryAddress } from "../types.ts";
import { callsUs, HOOK_EVENTS } from "./hooks.ts";

/** Looks for the webhook by its number, else by its URL, and compares it with what it has to be. */
export async function inspectHook(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  { hookId, url }: KnownHook,
): Promise<HookInspection> {
  let hook: Webhook | undefined;
  for await (const found of client.getHooks(projectKey, slug)) {
    if (found.id === hookId || (!hook && callsUs(found, url))) hook = found;
  }
  if (!hook) return { problems: ["was missing"] };
  return { hookId: hook.id, problems: problemsOf(hook, url) };
}

function problemsOf(hook: Webhook, url: string): string[] {
  const problems: string[] = [];
  if (!hook.active) problems.push("was switched off");
  if (hook.url !== url) problems.push(`called ${describeUrl(hook.url, url)}`);
  const unsent = HOOK_EVENTS.filter((event) => !hook.events.includes(event));
  if (unsent.length > 0) problems.push(`did not send ${unsent.join(", ")}`);
  return problems;
}

/** Without what somebody may have written into it by hand: a name, a password, a query. */
function describeUrl(url: string, wanted: string): string {
  if (!URL.canParse(url)) return "no valid URL";
  const { origin, pathname } = new URL(url);
  return origin === new URL(wanted).origin ? origin + pathname : origin;
}
