import type { ListedJob } from "../../jobs/job-list-store.ts";
import type { JobAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { toSentryDate } from "../to-sentry-date.ts";

export function toSentryJob(job: ListedJob): JobAnswer {
  const { integrationId } = job;
  return {
    id: String(job.id),
    lane: job.lane,
    integrationId: integrationId === null ? null : String(integrationId),
    kind: job.kind,
    state: job.state,
    attempts: job.attempts,
    lastError: job.lastError,
    requestId: job.requestId,
    dateCreated: toSentryDate(job.createdAt),
    dateNextAttempt: job.state === "waiting" ? toSentryDate(job.runAt) : null,
    dateFinished: toSentryDate(job.finishedAt),
  };
}
