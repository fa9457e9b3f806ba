import type { Repository } from "../../integrations/repository-store.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import type { RepositoryAnswer } from "../answers/repository.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** A linked repository as Sentry tells it; `hook` is ours. */
export function toSentryRepository(
  repository: Repository,
  provider: IntegrationProvider,
): RepositoryAnswer {
  return {
    id: String(repository.id),
    name: repository.name,
    url: repository.url,
    provider: { id: `integrations:${provider.key}`, name: provider.name },
    status: "active",
    dateCreated: toSentryDate(repository.createdAt),
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
