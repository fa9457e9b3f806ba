import { z } from "zod";
import { date } from "./date.ts";
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
    statusReason: z
      .string()
      .nullable()
      .meta({ description: "Why it is disabled: it refuses the token, or is away." }),
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
