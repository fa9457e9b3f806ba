import type { IssueStatus } from "../../db/schema.ts";
import type { IssueOfProject } from "../../issues/issue-list-store.ts";
import type { IssueStanding } from "../../issues/issue-standing.ts";
import type { Snooze } from "../../issues/snooze-store.ts";
import { formatShortId } from "../../issues/short-id.ts";
import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { toSentryDate } from "../to-sentry-date.ts";

/** Where issues are shown, and how this one stands. */
export interface IssueContext {
  publicUrl: string;
  organizationSlug: string;
  standing: IssueStanding;
}

/** An issue as Sentry tells it in lists and, with more around it, alone. */
export function toSentryIssue(issue: IssueOfProject, context: IssueContext): IssueAnswer {
  const { publicUrl, organizationSlug, standing } = context;
  return {
    id: String(issue.id),
    shareId: null,
    shortId: formatShortId(issue.projectSlug, issue.number),
    title: issue.title,
    culprit: issue.culprit,
    permalink: `${publicUrl}/organizations/${organizationSlug}/issues/${issue.id}/`,
    logger: null,
    level: issue.level,
    status: issue.status,
    statusDetails: toStatusDetails(issue, standing),
    substatus: issue.substatus,
    isPublic: false,
    platform: issue.platform,
    priority: null,
    priorityLockedAt: null,
    seerFixabilityScore: null,
    seerAutofixLastTriggered: null,
    seerExplorerAutofixLastTriggered: null,
    project: {
      id: String(issue.projectId),
      name: issue.projectName,
      slug: issue.projectSlug,
      platform: issue.projectPlatform,
    },
    type: issue.type,
    issueType: "error",
    issueCategory: "error",
    metadata: JSON.parse(issue.metadata) as Record<string, unknown>,
    numComments: 0,
    assignedTo: toAssignedTo(issue),
    isBookmarked: standing.isBookmarked,
    isSubscribed: false,
    subscriptionDetails: null,
    hasSeen: standing.hasSeen,
    annotations: [],
    isUnhandled: issue.timesUnhandled !== null,
    count: String(issue.timesSeen),
    userCount: issue.usersSeen,
    firstSeen: toSentryDate(issue.firstSeen),
    lastSeen: toSentryDate(issue.lastSeen),
  };
}

/** The same in a list, where Sentry tells more of it; these parts are not ours to fill. */
export function toListedIssue(issue: IssueOfProject, context: IssueContext) {
  return {
    ...toSentryIssue(issue, context),
    stats: {},
    lifetime: {},
    filtered: null,
    sessionCount: 0,
    integrationIssues: [],
    sentryAppIssues: [],
    latestEventHasAttachments: false,
    matchingEventId: null,
    matchingEventEnvironment: null,
  };
}

/** The user whose issue it is. */
export function toAssignedTo({ assigneeId, assigneeName, assigneeEmail }: IssueOfProject) {
  if (assigneeId === null) return null;
  const id = String(assigneeId);
  return { type: "user" as const, id, name: assigneeName, email: assigneeEmail };
}

/** In what an issue is resolved, or until when ignored. A person may do either without saying more. */
export function toStatusDetails(
  { status }: { status: IssueStatus },
  { resolution, snooze }: Pick<IssueStanding, "resolution" | "snooze">,
) {
  if (status === "ignored" && snooze) return toIgnoreDetails(snooze);
  if (status !== "resolved") return {};
  if (resolution?.type === "in_next_release") return { inNextRelease: true };
  if (resolution?.type === "in_release" && resolution.release) {
    return { inRelease: resolution.release.version };
  }
  const commit = resolution?.commit;
  if (!commit) return {};
  return { inCommit: { commit: commit.sha, repository: commit.repository.name } };
}

/** Of events and users, what was asked, and not what is left. */
function toIgnoreDetails({ until, count, countWindow, userCount, userWindow }: Snooze) {
  return {
    ...(until !== null && { ignoreUntil: toSentryDate(until) }),
    ...(count !== null && { ignoreCount: count }),
    ...(countWindow !== null && { ignoreWindow: countWindow }),
    ...(userCount !== null && { ignoreUserCount: userCount }),
    ...(userWindow !== null && { ignoreUserWindow: userWindow }),
  };
}
