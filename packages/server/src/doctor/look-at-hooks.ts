import { hookUrl } from "../integrations/hook-url.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import type { Repository } from "../integrations/repository-store.ts";
import type { HookInspection, IntegrationInstallation } from "../integrations/types.ts";

/** What the host has for a webhook of ours, or why it does not say. */
export type HookLook = HookInspection | IntegrationError;

/** Each costs the host a request, and its rate limit may be 60 of them at once. */
export const MOST_LOOKED_AT = 40;

/**
 * Compares the webhooks with what they have to be, and changes nothing. Of many, those are looked at that
 * have been silent for longest: the others have proved themselves.
 * @throws IntegrationError when the host is away, or refuses us; what it told before that is in `hooks`
 */
export async function lookAtHooks({
  installation,
  repositories,
  publicUrl,
  hooks,
}: {
  installation: IntegrationInstallation;
  repositories: readonly Repository[];
  publicUrl: string;
  hooks: Map<number, HookLook>;
}): Promise<void> {
  const silent = repositories
    .toSorted((one, other) => (one.hookSeenAt ?? 0) - (other.hookSeenAt ?? 0))
    .slice(0, MOST_LOOKED_AT);
  await Promise.all(
    silent.map(async (repository) => {
      const { id, hookId } = repository;
      try {
        const known = { hookId, url: hookUrl(publicUrl, repository) };
        hooks.set(id, await installation.inspectHook(repository, known));
      } catch (failure) {
        if (!(failure instanceof IntegrationError) || failure.isPause || failure.isAway)
          throw failure;
        hooks.set(id, failure);
      }
    }),
  );
}
