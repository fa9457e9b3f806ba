import { z } from "zod";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const setupAnswer = z
  .object({
    isOwnerPending: z.boolean().meta({
      description:
        "Nobody has logged in yet with the password that the first start printed: that login chooses another one.",
    }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "Setup" });

export type SetupAnswer = z.infer<typeof setupAnswer>;
