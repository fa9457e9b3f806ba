import type { ListedJob } from "../../jobs/job-list-store.ts";
import type { Attempt } from "../../jobs/attempt-store.ts";
import type { Turn } from "../../jobs/turn-store.ts";
import type {
  AttemptAnswer,
  JobAnswer,
  TurnAnswer,
} from "@sentry-bitbucket-server/api-contract/job";
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

export function toSentryAttempt({ startedAt, finishedAt, error }: Attempt): AttemptAnswer {
  return {
    dateStarted: toSentryDate(startedAt),
    dateFinished: toSentryDate(finishedAt),
    duration: finishedAt === null ? null : Math.max(0, finishedAt - startedAt),
    error,
  };
}

/** @param turn undefined when it does not wait */
export function toSentryTurn(turn: Turn | undefined): TurnAnswer | null {
  if (!turn) return null;
  const { first, ahead, nextAttemptAt } = turn;
  return {
    ahead,
    first: { ...first, id: String(first.id) },
    dateNextAttempt: toSentryDate(nextAttemptAt),
  };
}
