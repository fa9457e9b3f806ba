import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

const hook = z
  .object({
    state: z.enum(["pending", "missing", "unreachable", "reachable", "alive"]),
    detail: z.string().nullable(),
    lastSeen: dateOrNull,
  })
  .nullable()
  .meta({ ...NOT_IN_SENTRY, description: "What is known of the webhook." });

export const repositoryAnswer = z
  .object({
    id: z.string(),
    name: z.string().meta({ description: "`KEY/slug`" }),
    url: z.string().nullable(),
    provider: z
      .object({ id: z.string(), name: z.string() })
      .meta({ description: "`unknown` when the repository is known only by its commits." }),
    status: z.enum(["active", "pending_deletion"]),
    dateCreated: date,
    integrationId: z.string().nullable(),
    externalSlug: z.string().nullable(),
    externalId: z.string().nullable(),
    hook,
  })
  .meta({ id: "Repository" });

export type RepositoryAnswer = z.infer<typeof repositoryAnswer>;

export const repositoryAccessAnswer = z
  .object({ hasAccess: z.boolean(), detail: z.string().nullable() })
  .meta({ id: "RepositoryAccess" });

export const reconcileAnswer = z
  .object({
    lastDone: dateOrNull,
    lastThorough: dateOrNull.meta({ description: "With its webhook and all of its refs." }),
    next: dateOrNull,
    lastMissed: z.number().int().meta({
      description: "Ref changes without a delivery, at the last time when there were any.",
    }),
    defaultBranch: z.string().nullable(),
  })
  .meta({ id: "Reconcile" });

export type ReconcileAnswer = z.infer<typeof reconcileAnswer>;

/** A repository in a list of them or alone. sentry-cli, which reads none of it, is not told what came lately. */
export const linkedRepositoryAnswer = repositoryAnswer
  .extend({
    lastPush: dateOrNull
      .optional()
      .meta({ ...NOT_IN_SENTRY, description: "Of the deliveries that are kept still." }),
    lastDelivery: dateOrNull
      .optional()
      .meta({ ...NOT_IN_SENTRY, description: "Of those that are kept still, whatever it told." }),
    reconcile: reconcileAnswer
      .nullable()
      .optional()
      .meta({ ...NOT_IN_SENTRY, description: "Null when it is not linked." }),
  })
  .meta({ id: "LinkedRepository" });

export type LinkedRepositoryAnswer = z.infer<typeof linkedRepositoryAnswer>;
