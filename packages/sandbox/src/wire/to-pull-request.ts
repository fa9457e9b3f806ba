import type { Instance } from "../instance.ts";
import { pullRequestTips } from "../pull-requests/pull-request-refs.ts";
import type { PullRequest } from "../state/entities.ts";
import type { WriteDate } from "./dates.ts";
import { displayId } from "./to-commit.ts";
import { toMinimalRef } from "./to-ref.ts";
import { toRepository } from "./to-repository.ts";
import { toUser } from "./to-user.ts";

/** A pull request inside one repository; `closedDate` and `properties.mergeCommit` only when it is merged. */
export async function toPullRequest(pullRequest: PullRequest, instance: Instance, date: WriteDate) {
  const { state, links } = instance;
  const repository = toRepository(state.repositories.getById(pullRequest.repositoryId), instance);
  const tips = await pullRequestTips(instance.gitDir(pullRequest.repositoryId), pullRequest);
  const { closedDate, merged } = pullRequest;
  const address = { key: repository.project.key, slug: repository.slug };
  return {
    id: pullRequest.number,
    version: pullRequest.version,
    title: pullRequest.title,
    description: pullRequest.description,
    state: pullRequest.state,
    open: pullRequest.state === "OPEN",
    closed: pullRequest.state !== "OPEN",
    draft: false,
    createdDate: date(pullRequest.createdDate),
    updatedDate: date(pullRequest.updatedDate),
    ...(closedDate === undefined ? {} : { closedDate: date(closedDate) }),
    fromRef: { ...toMinimalRef(pullRequest.fromRefId), latestCommit: tips.fromHash, repository },
    toRef: { ...toMinimalRef(pullRequest.toRefId), latestCommit: tips.toHash, repository },
    locked: false,
    author: {
      user: toUser(state.users.getById(pullRequest.authorId), links),
      role: "AUTHOR",
      approved: false,
      status: "UNAPPROVED",
    },
    reviewers: [],
    participants: [],
    ...(merged ? { properties: { mergeCommit: toMergeCommit(merged.mergeCommit) } } : {}),
    links: links.pullRequest(address, pullRequest.number),
  };
}

function toMergeCommit(id: string) {
  return { id, displayId: displayId(id) };
}
