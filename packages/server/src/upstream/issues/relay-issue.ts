import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { JobHandler } from "../../jobs/types.ts";
import {
  type IssueOutcome,
  makeSending,
  storeIssueOutcome,
  storeIssueTry,
} from "./issue-progress-store.ts";
import { judgeIssue } from "./judge-issue.ts";
import { orAbsent } from "../client/or-absent.ts";
import { attemptRelay } from "../relay/relay-attempt.ts";
import { findRelayedIssue, type RelayedIssue } from "./relayed-issue-store.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import type { UpstreamIssue, UpstreamIssues } from "./upstream-issues.ts";
import type { Connected, Upstreams } from "../upstreams.ts";

const payloadSchema = z.object({ id: z.number() });

const changedSchema = z.object({
  status: z.string().optional(),
  statusDetails: z.record(z.string(), z.unknown()).optional(),
});

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
  const { db, upstreams } = deps;
  return async (job, signal) => {
    const relayed = await findRelayedIssue(db, { id: payloadSchema.parse(job.payload).id });
    if (relayed?.state !== "pending" && relayed?.state !== "sending") return undefined;
    const outcome = await attemptRelay(job, signal, relayed, {
      connect: () => upstreams.getForJob(relayed.organizationId),
      send: (connected) => settle(deps, connected, relayed),
      storeTry: (reason) => storeIssueTry(db, relayed, reason),
    });
    if (!outcome) return undefined;
    await storeIssueOutcome(db, relayed, outcome);
    const { issue } = relayed;
    return { issue, state: outcome.state, ...("reason" in outcome && { reason: outcome.reason }) };
  };
}

/** @returns undefined when it is not to be asked for any more */
async function settle(
  { db, upstreamIssues }: RelayIssueDeps,
  { client, upstream }: Connected,
  relayed: RelayedIssue,
): Promise<IssueOutcome | undefined> {
  const { issue: name } = relayed;
  const issue = await upstreamIssues.find(client, upstream, name);
  if (!issue) return { state: "skipped", reason: `Sentry has no issue ${name}.` };
  const verdict = judgeIssue(relayed, issue);
  if (verdict.kind === "skip") return { state: "skipped", reason: verdict.reason };
  if (verdict.kind === "arrived") return { state: "sent", answer: toAnswer(issue) };
  if (!(await makeSending(db, relayed))) return undefined;
  const answer = await orAbsent(resolve(client, issue));
  if (answer) return { state: "sent", answer };
  return { state: "skipped", reason: `Sentry has no issue ${name} any more.` };
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
