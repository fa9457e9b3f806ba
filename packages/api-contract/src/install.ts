import { z } from "zod";
import { date } from "./date.ts";
import { integrationAnswer } from "./integration.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const hostCheckAnswer = z
  .object({
    ok: z.boolean(),
    code: z.string().nullable(),
    detail: z.string().nullable().meta({ description: "What is not well, and what to do." }),
    baseUrl: z
      .string()
      .nullable()
      .meta({ description: "What was found, without the page that was copied with it." }),
    product: z.string().nullable(),
    version: z.string().nullable(),
    certificate: z
      .object({
        subject: z.string(),
        issuer: z.string(),
        fingerprint: z.string().meta({ description: "SHA-256." }),
        names: z.array(z.string()),
        validFrom: date,
        validTo: date,
        isTrusted: z.boolean(),
      })
      .nullable()
      .meta({ description: "Null without TLS, and where a proxy is between." }),
    token: z
      .object({
        account: z.string().nullable(),
        permissions: z
          .array(z.object({ name: z.string(), has: z.boolean(), neededFor: z.string() }))
          .meta({ description: "None for a token that is refused: then they are unknown." }),
      })
      .nullable()
      .meta({ description: "Null when none was given, or the host could not be asked." }),
  })
  .meta({ ...NOT_IN_SENTRY, id: "HostCheck" });

export type HostCheckAnswer = z.infer<typeof hostCheckAnswer>;

export const stepAnswer = z
  .object({
    provider: z.string(),
    step: z.string(),
    stepIndex: z.number().int(),
    totalSteps: z.number().int(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "InstallStep" });

export const advanceAnswer = z.union([
  stepAnswer,
  stepAnswer.extend({ status: z.enum(["advance", "stay"]) }),
  z.object({
    status: z.literal("complete"),
    data: z.object({ integration: integrationAnswer }),
  }),
]);
