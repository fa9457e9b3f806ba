import type { FastifyRequest } from "fastify";
import type { CommitDetails } from "../../commits/commit-details-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listActivities } from "../../issues/activity-store.ts";
import type { IssueOfProject } from "../../issues/issue-list-store.ts";
import { listStandings } from "../../issues/issue-standing.ts";
import { listReferencingCommits } from "../../issues/resolution-store.ts";
import { listTagKeyCounts } from "../../issues/tag-count-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findUserId } from "../authenticate.ts";
import { commitUrl, toSentryAuthor } from "../commits/to-sentry-commit.ts";
import { type ShowReleaseDeps, showRelease } from "../releases/show-release.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { toSentryActivity } from "./to-sentry-activity.ts";
import { toSentryIssue } from "./to-sentry-issue.ts";
import { toSentryTagKey } from "./to-sentry-tag.ts";

export interface ShowIssueDeps extends ShowReleaseDeps {
  publicUrl: string;
}

/** An issue with all that is known of it, for the caller. `references` is ours: the commits that name it. */
export async function showIssue(
  deps: ShowIssueDeps,
  request: FastifyRequest,
  { organization, issue }: { organization: Organization; issue: IssueOfProject },
) {
  const { db, publicUrl } = deps;
  const where = { publicUrl, organizationSlug: organization.slug };
  const standingOf = await listStandings(db, [issue.id], findUserId(request));
  const activities = await listActivities(db, issue.id);
  const tags = await listTagKeyCounts(db, issue.id);
  const commits = await listReferencingCommits(db, issue.id);
  return {
    ...toSentryIssue(issue, { ...where, standing: standingOf(issue.id) }),
    firstRelease: await showRelease(deps, issue.firstReleaseId),
    lastRelease: await showRelease(deps, issue.lastReleaseId),
    activity: activities.map(toSentryActivity),
    references: commits.map((commit) => toReference(commit, deps.registry)),
    seenBy: [],
    userReportCount: 0,
    participants: [],
    tags: tags.map(toSentryTagKey),
    stats: {},
  };
}

/** Named as in `statusDetails.inCommit`. */
function toReference(commit: CommitDetails, registry: ProviderRegistry) {
  const { sha, repository, message, author, authoredAt } = commit;
  return {
    commit: sha,
    repository: repository.name,
    repositoryId: repository.integrationId === null ? null : String(repository.id),
    message,
    author: toSentryAuthor(author),
    dateCreated: toSentryDate(authoredAt),
    url: commitUrl(commit, registry),
  };
}
