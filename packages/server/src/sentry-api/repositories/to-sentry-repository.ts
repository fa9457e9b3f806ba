import type { KnownRepository } from "../../integrations/known-repository-store.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { toSentryDate } from "../to-sentry-date.ts";

/**
 * A repository as Sentry tells it; `hook` is ours.
 * @param provider undefined when the repository is not linked
 */
export function toSentryRepository(
  repository: KnownRepository,
  provider: IntegrationProvider | undefined,
): RepositoryAnswer {
  return {
    id: String(repository.id),
    name: repository.name,
    // Sentry's own words for none, which sentry-cli passes over when it looks for a clone.
    provider: provider
      ? { id: `integrations:${provider.key}`, name: provider.name }
      : { id: "unknown", name: "Unknown Provider" },
    status: "active",
    dateCreated: toSentryDate(repository.createdAt),
    ...toLink(repository),
  };
}

function toLink(repository: KnownRepository) {
  if (repository.integrationId === null) {
    return { url: null, integrationId: null, externalSlug: null, externalId: null, hook: null };
  }
  return {
    url: repository.url,
    integrationId: String(repository.integrationId),
    externalSlug: repository.name,
    externalId: repository.externalId,
    hook: {
      state: repository.hookState,
      detail: repository.hookDetail,
      lastSeen: toSentryDate(repository.hookSeenAt),
    },
  };
}
