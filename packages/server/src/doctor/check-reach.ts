import { endSentence } from "../integrations/end-sentence.ts";
import { hookUrl } from "../integrations/hook-url.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { HookTest, IntegrationInstallation } from "../integrations/types.ts";
import { type Finding, findingsOf } from "./finding.ts";
import type { HookLook } from "./look-at-hooks.ts";

/** Whether the host reaches us. One webhook that it has stands for all: they call the same address. */
export async function checkReach(
  name: string,
  {
    installation,
    repositories,
    hooks,
    publicUrl,
  }: {
    installation: IntegrationInstallation;
    repositories: readonly Repository[];
    hooks: ReadonlyMap<number, HookLook>;
    publicUrl: string;
  },
): Promise<Finding[]> {
  for (const repository of repositories) {
    const hook = hooks.get(repository.id);
    if (!hook || hook instanceof IntegrationError || hook.hookId === undefined) continue;
    const url = hookUrl(publicUrl, repository);
    return [judge(name, await installation.testHook(repository, hook.hookId, url), publicUrl)];
  }
  return [];
}

function judge(name: string, test: HookTest, publicUrl: string): Finding {
  const { ok, error } = findingsOf(name);
  if (test.reached) return ok(`It reaches us at ${publicUrl}.`);
  if (test.statusCode !== undefined && test.statusCode >= 500) {
    return error(
      `It reaches ${publicUrl}, where this service or the proxy before it answered ${test.statusCode}, so no push is taken. Look at their logs.`,
    );
  }
  return error(
    `It cannot reach us at ${publicUrl}, so no push will arrive. It says: ${endSentence(test.reason)} Set PUBLIC_URL to an address that it can call, and look at the firewall.`,
  );
}
