import type { FastifyRequest } from "fastify";
import { BitbucketError } from "../http/bitbucket-error.ts";
import type { Instance } from "../instance.ts";
import type { PullRequest, Repository } from "../state/entities.ts";

/** The pull request of `:pullRequestId`. @throws BitbucketError 404 */
export function getPullRequest(
  { state }: Instance,
  repository: Repository,
  request: FastifyRequest,
): PullRequest {
  const { pullRequestId = "" } = request.params as { pullRequestId?: string };
  const pullRequest = state.pullRequests.find(
    ({ repositoryId, number }) =>
      repositoryId === repository.id && number === Number(pullRequestId),
  );
  if (pullRequest) return pullRequest;
  const { key } = state.projects.getById(repository.projectId);
  const message = `Pull request ${pullRequestId} does not exist in ${key}/${repository.slug}.`;
  throw new BitbucketError(404, "pull.NoSuchPullRequestException", message);
}
