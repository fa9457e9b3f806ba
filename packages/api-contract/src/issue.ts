import { z } from "zod";
import { authorAnswer } from "./commit.ts";
import { date } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";
import { releaseAnswer } from "./release.ts";

export const activityAnswer = z
  .object({
    id: z.string(),
    type: z.string(),
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    data: z.record(z.string(), z.unknown()),
    dateCreated: date,
  })
  .meta({ id: "Activity" });

export type ActivityAnswer = z.infer<typeof activityAnswer>;

export const issueAnswer = z
  .object({
    id: z.string(),
    shortId: z.string().meta({ description: "`SHOP-1A`; works wherever an issue's id does." }),
    title: z.string(),
    culprit: z.string().nullable(),
    permalink: z.string(),
    level: z.string(),
    status: z.enum(["resolved", "unresolved", "ignored"]),
    substatus: z.string().nullable(),
    statusDetails: z.record(z.string(), z.unknown()).meta({
      description:
        "What the issue was resolved in (`inCommit`, `inRelease`, …), or until when it is ignored.",
    }),
    project: z.object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      platform: z.string().nullable(),
    }),
    type: z.string(),
    metadata: z.record(z.string(), z.unknown()),
    assignedTo: z
      .object({
        type: z.literal("user"),
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
      })
      .nullable(),
    isUnhandled: z.boolean().meta({ description: "An event of it was left to the runtime." }),
    count: z.string(),
    userCount: z.number().int(),
    firstSeen: date,
    lastSeen: date,
  })
  .catchall(z.unknown())
  .meta({ id: "Issue" });

export type IssueAnswer = z.infer<typeof issueAnswer>;

export const resolvedIssueAnswer = issueAnswer
  .extend({
    cameBackIn: z
      .string()
      .nullable()
      .meta({ ...NOT_IN_SENTRY, description: "The release of the event that reopened it." }),
  })
  .meta({ id: "ResolvedIssue" });

export type ResolvedIssueAnswer = z.infer<typeof resolvedIssueAnswer>;

const reference = z.object({
  commit: z.string(),
  repository: z.string(),
  repositoryId: z.string().nullable().meta({ description: "Null when it is not linked." }),
  message: z.string(),
  author: authorAnswer,
  dateCreated: date,
  url: z.string().nullable().meta({ description: "Its page at the host." }),
});

export type ReferenceAnswer = z.infer<typeof reference>;

export const issueDetailAnswer = issueAnswer
  .extend({
    firstRelease: releaseAnswer.nullable(),
    lastRelease: releaseAnswer.nullable(),
    activity: z.array(activityAnswer),
    references: z
      .array(reference)
      .meta({ ...NOT_IN_SENTRY, description: "The commits that name this issue." }),
  })
  .meta({ id: "IssueDetail" });

export type IssueDetailAnswer = z.infer<typeof issueDetailAnswer>;

export const activitiesAnswer = z.object({ activity: z.array(activityAnswer) });

export const shortIdAnswer = z
  .object({
    organizationSlug: z.string(),
    projectSlug: z.string(),
    groupId: z.string(),
    group: issueDetailAnswer,
    shortId: z.string(),
  })
  .meta({ id: "ShortId" });

/** What the change came to, for all of them. */
export const changedIssuesAnswer = z
  .object({
    status: z.string().optional(),
    statusDetails: z.record(z.string(), z.unknown()).optional(),
    assignedTo: z.unknown().optional(),
    changed: z
      .number()
      .int()
      .meta({ ...NOT_IN_SENTRY, description: "How many issues that are." }),
    hasMore: z.boolean().meta({
      ...NOT_IN_SENTRY,
      description: "The search finds others, which were left: at most 1,000 are changed at once.",
    }),
  })
  .catchall(z.unknown())
  .meta({ id: "ChangedIssues" });

export type ChangedIssuesAnswer = z.infer<typeof changedIssuesAnswer>;

export const hashAnswer = z
  .object({ id: z.string(), latestEvent: z.unknown() })
  .catchall(z.unknown())
  .meta({ id: "Hash" });
