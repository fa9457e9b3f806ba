import { z } from "zod";
import { date } from "./date.ts";

/** Webhook requests of one kind that were refused within an hour. */
export const refusedDeliveryAnswer = z
  .object({
    id: z.string(),
    reason: z.enum(["mismatch", "unsigned", "unlinked", "malformed", "too_large"]).meta({
      description:
        "`mismatch`: no secret of the webhook gives its signature; `unsigned`: it has none; `unlinked`: its URL names a repository that is not linked through its integration; `malformed`: it is no JSON, or names no event.",
    }),
    event: z.string().meta({
      description: "As the host calls it: `repo:refs_changed`; `other` for what is not asked for.",
    }),
    repository: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: "Null when the URL of the webhook names none that is linked." }),
    integrationId: z.string(),
    count: z.int(),
    firstSeen: date,
    lastSeen: date,
    ipAddress: z.string().meta({ description: "Where the last one came from." }),
    requestId: z
      .string()
      .nullable()
      .meta({ description: "The sender's own of the last one: `X-Request-Id`." }),
    userAgent: z.string().nullable().meta({ description: "Of the last one." }),
    size: z.int().nullable().meta({
      description: "Of the body of the last one, in bytes; null when it did not say.",
    }),
  })
  .meta({ id: "RefusedDelivery" });

export type RefusedDeliveryAnswer = z.infer<typeof refusedDeliveryAnswer>;
