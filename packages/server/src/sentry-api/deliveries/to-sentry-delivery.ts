import type { DeliveryAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import type { DeliveryJob } from "../../webhooks/delivery-job-store.ts";
import type { ListedDelivery } from "../../webhooks/delivery-list-store.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** @param job that processes it; undefined when there was nothing to do */
export function toSentryDelivery(
  delivery: ListedDelivery,
  job: DeliveryJob | undefined,
): DeliveryAnswer {
  const { repositoryId, repositoryName, receivedAt, replayedAt, finishedAt } = delivery;
  const begunAt = replayedAt ?? receivedAt;
  return {
    id: String(delivery.id),
    dateReceived: toSentryDate(receivedAt),
    event: delivery.eventKey,
    repository: repositoryName === null ? null : { id: String(repositoryId), name: repositoryName },
    integrationId: String(delivery.integrationId),
    verdict: delivery.verdict,
    state: delivery.state,
    reason: delivery.reason,
    attempts: job?.attempts ?? 0,
    dateFinished: toSentryDate(finishedAt),
    // The one is told by the clock of the database, the other by that of a process.
    duration: finishedAt === null ? null : Math.max(0, finishedAt - begunAt),
    size: delivery.size,
    requestId: delivery.requestId,
    jobId: job ? String(job.id) : null,
  };
}
