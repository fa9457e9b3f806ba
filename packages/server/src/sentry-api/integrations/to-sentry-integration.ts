import type { StoredIntegration } from "../../integrations/integration-store.ts";
import { PAUSED_BY_PERSON } from "../../integrations/pause.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { toSentryDate } from "../to-sentry-date.ts";

/** An installed integration as Sentry tells it; `statusReason`, why the host is not asked, and what follows `dateCreated` are ours. */
export function toSentryIntegration(
  integration: StoredIntegration,
  provider: IntegrationProvider,
): IntegrationAnswer {
  return {
    id: String(integration.id),
    name: integration.name,
    icon: null,
    domainName: integration.metadata.domainName,
    accountType: null,
    scopes: null,
    outOfDate: false,
    status: integration.pause ? ("disabled" as const) : ("active" as const),
    statusReason: integration.pause?.reason ?? null,
    provider: toSentryProviderKey(provider),
    configOrganization: [],
    configData: {},
    externalId: integration.externalId,
    organizationId: integration.organizationId,
    organizationIntegrationStatus: "active",
    gracePeriodEnd: null,
    dateCreated: toSentryDate(integration.createdAt),
    statusCode: integration.pause?.code ?? null,
    baseUrl: integration.metadata.baseUrl,
    isPaused: integration.pause?.code === PAUSED_BY_PERSON,
    credentials: integration.identityType,
    installedBy: integration.installer,
  };
}

/** A kind of integration, with what its page tells before the install. */
export function toSentryProvider(provider: IntegrationProvider) {
  const { description, features, author, noun, issueUrl, sourceUrl, aspects } = provider.metadata;
  return {
    ...toSentryProviderKey(provider),
    metadata: {
      description,
      features,
      author,
      noun,
      issue_url: issueUrl,
      source_url: sourceUrl,
      aspects,
    },
  };
}

function toSentryProviderKey({ key, name, features, metadata }: IntegrationProvider) {
  return {
    key,
    slug: key,
    name,
    canAdd: true,
    canDisable: false,
    features,
    aspects: metadata.aspects,
  };
}
