import type { Webhook } from "../state/entities.ts";

/** A webhook as its administrators see it. Newer versions do not give the secret back, so neither do we. */
export function toWebhook(webhook: Webhook) {
  const { secret: _secret, ...configuration } = webhook.configuration;
  return {
    id: webhook.id,
    name: webhook.name,
    createdDate: webhook.createdDate,
    updatedDate: webhook.updatedDate,
    events: webhook.events,
    configuration,
    ...(webhook.credentials ? { credentials: { username: webhook.credentials.username } } : {}),
    url: webhook.url,
    active: webhook.active,
    scopeType: webhook.scope.type,
    sslVerificationRequired: webhook.sslVerificationRequired,
  };
}
