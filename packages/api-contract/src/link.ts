import { z } from "zod";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

const linkReason = z.object({
  identifier: z.string(),
  reason: z.string().meta({ description: "A sentence." }),
});

export const linkProgressAnswer = z
  .object({
    id: z.string().nullable().meta({ description: "Null when nothing was asked for." }),
    total: z.number().int(),
    linked: z.number().int(),
    failures: z.array(linkReason).meta({ description: "By name." }),
    delay: linkReason
      .nullable()
      .meta({ description: "The next one, when it waits for longer than its turn." }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "LinkProgress" });

export type LinkProgressAnswer = z.infer<typeof linkProgressAnswer>;

export const choicesAnswer = z.object({
  repos: z.array(
    z.object({
      name: z.string(),
      identifier: z.string(),
      defaultBranch: z.null(),
      externalId: z.string(),
      linkedThrough: z
        .string()
        .nullable()
        .meta({
          ...NOT_IN_SENTRY,
          description: "The other integration that has it; a repository is linked through one.",
        }),
    }),
  ),
  searchable: z.boolean(),
  truncated: z.boolean().meta({ ...NOT_IN_SENTRY, description: "A search may find more." }),
});

export type ChoicesAnswer = z.infer<typeof choicesAnswer>;
