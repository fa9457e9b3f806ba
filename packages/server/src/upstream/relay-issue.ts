import { z } from "zod";
import type { Database } from "../db/database.ts";
import { PermanentJobError } from "../jobs/permanent-job-error.ts";
import type { JobHandler } from "../jobs/types.ts";
import { judgeIssue } from "./judge-issue.ts";
import {
  findRelayedIssue,
  type IssueOutcome,
  makeSending,
  type RelayedIssue,
  storeIssueOutcome,
} from "./relayed-issue-store.ts";
import type { SentryClient } from "./sentry-client.ts";
import { UpstreamError } from "./upstream-error.ts";
import type { UpstreamIssue, UpstreamIssues } from "./upstream-issues.ts";
import type { Upstreams } from "./upstreams.ts";

const payloadSchema = z.object({ id: z.number() });

const changedSchema = z.object({
  status: z.string().optional(),
  statusDetails: z.record(z.string(), z.unknown()).optional(),
});

const DISCONNECTED = "The upstream was disconnected before it was asked.";

export interface RelayIssueDeps {
  db: Database;
  upstreams: Upstreams;
  upstreamIssues: UpstreamIssues;
}

/**
 * Resolves an issue at the upstream that a commit names: in the next release where its project has releases,
 * else at once. When the commit comes in a release, the upstream makes that *in release* by itself.
 */
export function relayIssue(deps: RelayIssueDeps): JobHandler {
  const { db } = deps;
  return async ({ payload, isLastAttempt }, signal) => {
    const relayed = await findRelayedIssue(db, { id: payloadSchema.parse(payload).id });
    if (relayed?.state !== "pending" && relayed?.state !== "sending") return undefined;
    try {
      const outcome = await settle(deps, relayed);
      await storeIssueOutcome(db, relayed.id, outcome);
      const { issue } = relayed;
      return {
        issue,
        state: outcome.state,
        ...("reason" in outcome && { reason: outcome.reason }),
      };
    } catch (error) {
      if (signal.aborted || !(error instanceof UpstreamError)) throw error;
      if (error.isDisconnected) {
        await storeIssueOutcome(db, relayed.id, { state: "skipped", reason: DISCONNECTED });
        return { issue: relayed.issue, state: "skipped" };
      }
      const isOver = !error.isPassing || (isLastAttempt && !error.isPause);
      await storeFailure(db, relayed.id, isOver, error.message);
      if (error.isPassing) throw error;
      throw new PermanentJobError(error.message, { cause: error });
    }
  };
}

/** One that is not over stays `pending` or `sending`, as it is. */
async function storeFailure(db: Database, id: number, isOver: boolean, reason: string) {
  const now = await findRelayedIssue(db, { id });
  const open = now?.state === "sending" ? ("sending" as const) : ("pending" as const);
  await storeIssueOutcome(db, id, { state: isOver ? "failed" : open, reason });
}

async function settle(deps: RelayIssueDeps, relayed: RelayedIssue): Promise<IssueOutcome> {
  const { organizationId, issue: name } = relayed;
  const { client } = await deps.upstreams.getForJob(organizationId);
  const issue = await deps.upstreamIssues.find(client, organizationId, name);
  if (!issue) return { state: "skipped", reason: `Sentry has no issue ${name}.` };
  const verdict = judgeIssue(relayed, issue);
  if (verdict.kind === "skip") return { state: "skipped", reason: verdict.reason };
  if (verdict.kind === "arrived") return { state: "sent", answer: toAnswer(issue) };
  await makeSending(deps.db, relayed.id);
  try {
    return { state: "sent", answer: await resolve(client, issue) };
  } catch (error) {
    const isGone = error instanceof UpstreamError && error.code === "upstream_not_found";
    if (!isGone) throw error;
    return { state: "skipped", reason: `Sentry has no issue ${name} any more.` };
  }
}

/** A project without releases has no next one: Sentry says so with 400. */
async function resolve(client: SentryClient, { id }: UpstreamIssue) {
  const path = client.pathOf(`issues/${encodeURIComponent(id)}/`);
  const put = (body: object) => client.ask({ method: "PUT", path, body }, changedSchema);
  try {
    return await put({ status: "resolved", statusDetails: { inNextRelease: true } });
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.code === "upstream_bad_request";
    if (!isRefused) throw error;
    return await put({ status: "resolved" });
  }
}

const toAnswer = ({ status, statusDetails }: UpstreamIssue) => ({ status, statusDetails });
