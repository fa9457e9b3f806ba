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
