import type { ResolveOn } from "../db/schema.ts";

type ResolveOccasion =
  | { kind: "push"; onDefaultBranch: boolean }
  /** The commits became part of a release of these projects. */
  | { kind: "release"; releaseId: number; projectIds: readonly number[] };

/** A commit names an issue. */
export interface ResolvingLink {
  commitId: number;
  issueId: number;
  /** The project of the issue. */
  projectId: number;
  /** The same has resolved this issue before: on a push this commit, on a release this release. */
  alreadyApplied: boolean;
}

export type PlannedResolution =
  | { issueId: number; commitId: number; type: "in_commit" }
  | { issueId: number; commitId: number; type: "in_release"; releaseId: number };

/**
 * Decides what becomes resolved, at most once per issue, by the newest commit that names it. What has been
 * applied before is not applied again: the issue may have been opened since, and a branch that is pushed
 * twice says nothing new. A release resolves only issues of its own projects, whatever the policy.
 *
 * @param input.links oldest commit first
 */
export function planResolutions(input: {
  policy: ResolveOn;
  occasion: ResolveOccasion;
  links: readonly ResolvingLink[];
}): PlannedResolution[] {
  const { policy, occasion } = input;
  const newest = newestPerIssue(input.links).filter((link) => !link.alreadyApplied);
  if (occasion.kind === "push") {
    if (!resolvesOnPush(policy, occasion.onDefaultBranch)) return [];
    return newest.map(({ issueId, commitId }) => ({ issueId, commitId, type: "in_commit" }));
  }
  const { releaseId } = occasion;
  return newest
    .filter((link) => occasion.projectIds.includes(link.projectId))
    .map(({ issueId, commitId }) => ({ issueId, commitId, type: "in_release", releaseId }));
}

/**
 * Chosen before applied links are left out: an older commit that was never applied, because a newer one
 * was, must not take its turn when the branch is pushed again.
 */
function newestPerIssue(links: readonly ResolvingLink[]): ResolvingLink[] {
  return [...new Map(links.map((link) => [link.issueId, link])).values()];
}

function resolvesOnPush(policy: ResolveOn, onDefaultBranch: boolean): boolean {
  return policy === "any-branch" || (policy === "default-branch" && onDefaultBranch);
}
