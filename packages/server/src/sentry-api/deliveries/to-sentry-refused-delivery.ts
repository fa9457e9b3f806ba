import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import type { ListedRefusedDelivery } from "../../webhooks/refused-delivery-list-store.ts";
import { toSentryDate } from "../to-sentry-date.ts";

export function toSentryRefusedDelivery(refused: ListedRefusedDelivery): RefusedDeliveryAnswer {
  const { repositoryId, repositoryName } = refused;
  return {
    id: String(refused.id),
    reason: refused.reason,
    event: refused.eventKey,
    repository: repositoryName === null ? null : { id: String(repositoryId), name: repositoryName },
    integrationId: String(refused.integrationId),
    count: refused.count,
    firstSeen: toSentryDate(refused.firstAt),
    lastSeen: toSentryDate(refused.lastAt),
    ipAddress: refused.address,
    requestId: refused.requestId,
    userAgent: refused.userAgent,
    size: refused.size,
  };
}
