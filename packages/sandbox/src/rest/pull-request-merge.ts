import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { listCommits } from "../git/list-commits.ts";
import { mergeCommits } from "../git/merge-commits.ts";
import type { Access, Located } from "../http/access.ts";
import { BitbucketError } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import { queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { mergeMessage } from "../pull-requests/merge-message.ts";
import { pullRequestTips } from "../pull-requests/pull-request-refs.ts";
import type { Pushes } from "../scm/pushes.ts";
import type { PullRequest, User } from "../state/entities.ts";
import type { WebhookEvents } from "../webhooks/webhook-events.ts";
import { epochDate } from "../wire/dates.ts";
import { toPullRequest } from "../wire/to-pull-request.ts";
import { refDisplayId } from "../wire/to-ref.ts";
import { getPullRequest } from "./get-pull-request.ts";

const mergeBody = z.object({ version: z.int().optional(), message: z.string().optional() });

/** How many subjects the message lists at most. */
const mostSubjects = 20;

/** `POST R/pull-requests/{id}/merge`: merges with git; tells `repo:refs_changed` and `pr:merged`. */
export function registerPullRequestMerge(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  events: WebhookEvents,
  pushes: Pushes,
): void {
  app.post("/pull-requests/:pullRequestId/merge", async (request) => {
    const located = access.repository(request, "REPO_WRITE");
    const user = access.user(request);
    const pullRequest = getPullRequest(instance, located.repository, request);
    const body = parseBody(request, mergeBody);
    const version = queryValue(request, "version") ?? body.version;
    checkMayMerge(pullRequest, version === undefined ? undefined : Number(version));
    let merged = pullRequest;
    await pushes.run(user, located.repository, "pull-request", async () => {
      merged = await merge(instance, located, pullRequest, user, body.message);
      instance.state.pullRequests.update(merged);
    });
    await events.pullRequest("pr:merged", user, located.repository, (date) =>
      toPullRequest(merged, instance, date),
    );
    return toPullRequest(merged, instance, epochDate);
  });
}

function checkMayMerge({ state, version }: PullRequest, expected: number | undefined): void {
  if (state !== "OPEN") {
    const message = "This pull request has already been merged.";
    throw new BitbucketError(409, "pull.IllegalPullRequestStateException", message);
  }
  if (expected !== undefined && expected !== version) {
    const message = "You are attempting to modify a pull request based on out-of-date information.";
    throw new BitbucketError(409, "pull.PullRequestOutOfDateException", message);
  }
}

/** @throws BitbucketError 409 when the branches conflict */
async function merge(
  instance: Instance,
  { project, repository }: Located,
  pullRequest: PullRequest,
  user: User,
  message: string | undefined,
): Promise<PullRequest> {
  const gitDir = instance.gitDir(repository.id);
  const { fromHash, toHash } = await pullRequestTips(gitDir, pullRequest);
  const range = { until: [fromHash], since: toHash };
  const commits = await listCommits(gitDir, range, 0, mostSubjects);
  const usual = mergeMessage({
    number: pullRequest.number,
    title: pullRequest.title,
    repository: `${project.key}/${repository.slug}`,
    fromBranch: refDisplayId(pullRequest.fromRefId),
    toBranch: refDisplayId(pullRequest.toRefId),
    fromHash,
    subjects: commits.map((commit) => commit.message.split("\n")[0] ?? ""),
  });
  const mergeCommit = await mergeCommits(gitDir, {
    intoRefId: pullRequest.toRefId,
    intoHash: toHash,
    fromHash,
    message: message ?? usual,
    author: { name: user.displayName, email: user.emailAddress },
  });
  if (mergeCommit === undefined) {
    const words = "The pull request has conflicts and cannot be merged.";
    throw new BitbucketError(409, "pull.PullRequestMergeVetoedException", words);
  }
  const now = Date.now();
  return {
    ...pullRequest,
    version: pullRequest.version + 1,
    state: "MERGED",
    updatedDate: now,
    closedDate: now,
    merged: { fromHash, toHash, mergeCommit },
  };
}
