import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const upstreamAnswer = z
  .object({
    url: z.string(),
    regionUrl: z
      .string()
      .nullable()
      .meta({ description: "Where its API is, when that is another host." }),
    organization: z.string().meta({ description: "The slug of the organization there." }),
    verifySsl: z.boolean(),
    status: z.enum(["active", "disabled"]),
    statusReason: z.string().nullable().meta({
      description:
        "Why it is disabled: it refuses the token or is away, or a person has paused it.",
    }),
    isPaused: z
      .boolean()
      .meta({ description: "A person has paused it; then it is disabled until they resume." }),
    account: z.string().meta({ description: "Whom it takes us for." }),
    scopes: z
      .array(z.string())
      .nullable()
      .meta({ description: "What the token allows; null: that Sentry does not tell." }),
    missing: z
      .array(z.object({ anyOf: z.array(z.string()).readonly(), without: z.string() }))
      .meta({ description: "Scopes of which any one would do, and what does not work without." }),
    dateChecked: date,
    dateCreated: date,
  })
  .meta({ ...NOT_IN_SENTRY, id: "Upstream" });

export type UpstreamAnswer = z.infer<typeof upstreamAnswer>;

/** So many projects are named at once; all of them are mirrored. */
export const SHOWN_PROJECTS = 100;

export const connectedUpstreamAnswer = upstreamAnswer
  .extend({
    projects: z
      .array(z.object({ slug: z.string(), name: z.string() }))
      .max(SHOWN_PROJECTS)
      .meta({ description: "The first of its projects, all of which are mirrored here." }),
    projectCount: z
      .number()
      .int()
      .meta({ description: "How many it has; 0 also when the token may not list them." }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "ConnectedUpstream" });

export type ConnectedUpstreamAnswer = z.infer<typeof connectedUpstreamAnswer>;

/** How far a release, or an issue, can have come. */
export const RELAYED_STATES = [
  "waiting",
  "pending",
  "sending",
  "sent",
  "failed",
  "skipped",
] as const;

export const relayedReleaseAnswer = z
  .object({
    version: z.string(),
    origin: z.enum(["asked", "found"]).meta({
      description:
        "`asked`: somebody set its commits here. `found`: it had none at the upstream, and we know which commit it is.",
    }),
    state: z.enum(RELAYED_STATES),
    reason: z.string().nullable(),
    notes: z.array(z.string()).meta({ description: "What had to be shortened for Sentry." }),
    attempts: z.number().int(),
    commitCount: z.number().int().nullable(),
    dateSent: dateOrNull,
    dateUpdated: date,
  })
  .meta({ ...NOT_IN_SENTRY, id: "RelayedRelease" });

export type RelayedReleaseAnswer = z.infer<typeof relayedReleaseAnswer>;

export const relayedIssueAnswer = z
  .object({
    id: z.string(),
    issue: z.string().meta({ description: "A short id, or the number of the issue there." }),
    commit: z.string(),
    repository: z.string(),
    state: z.enum(RELAYED_STATES),
    reason: z.string().nullable(),
    attempts: z.number().int(),
    answer: z
      .unknown()
      .meta({ description: "What the upstream said of the issue after that; null before." }),
    dateSent: dateOrNull,
    dateUpdated: date,
  })
  .meta({ ...NOT_IN_SENTRY, id: "RelayedIssue" });

export type RelayedIssueAnswer = z.infer<typeof relayedIssueAnswer>;

export const completionRulesAnswer = z
  .object({
    by: z.array(z.enum(["sha", "tag", "deploy"])),
    repositories: z.array(z.string()).nullable().meta({
      description: "Numbers of the repositories that it is built from; null: any that is linked.",
    }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "CompletionRules" });

export type CompletionRulesAnswer = z.infer<typeof completionRulesAnswer>;

export const previewedReleaseAnswer = z
  .object({
    version: z.string(),
    wouldBeCompleted: z.boolean(),
    reason: z.string().nullable(),
    by: z
      .object({
        kind: z.enum(["sha", "tag"]),
        name: z.string(),
        from: z.enum(["version", "ref", "deploy"]),
      })
      .nullable(),
    repositories: z.array(z.string()),
    dateCreated: date,
  })
  .meta({ ...NOT_IN_SENTRY, id: "PreviewedRelease" });

export type PreviewedReleaseAnswer = z.infer<typeof previewedReleaseAnswer>;
