import { z } from "zod";
import { date, dateOrNull } from "./date.ts";
import { doctorAnswer } from "./doctor.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

const providerKey = z.object({
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  canAdd: z.boolean(),
  canDisable: z.boolean(),
  features: z.array(z.string()).readonly(),
  aspects: z.record(z.string(), z.unknown()),
});

export const integrationAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    icon: z.null(),
    domainName: z.string(),
    accountType: z.null(),
    scopes: z.null(),
    outOfDate: z.boolean(),
    status: z.enum(["active", "disabled"]),
    statusReason: z
      .string()
      .nullable()
      .meta({
        ...NOT_IN_SENTRY,
        description:
          "Why it is disabled: the host refuses its credentials or is away, or a person has paused it.",
      }),
    provider: providerKey,
    configOrganization: z.array(z.unknown()),
    configData: z.record(z.string(), z.unknown()),
    externalId: z.string(),
    organizationId: z.number().int(),
    organizationIntegrationStatus: z.literal("active"),
    gracePeriodEnd: z.null(),
    dateCreated: date,
    statusCode: z
      .string()
      .nullable()
      .meta({ ...NOT_IN_SENTRY, description: "Stable name of why it is disabled." }),
    baseUrl: z.string().meta({ ...NOT_IN_SENTRY, description: "Of the host." }),
    isPaused: z.boolean().meta({
      ...NOT_IN_SENTRY,
      description: "A person has paused it; then it is disabled until they resume.",
    }),
    credentials: z
      .enum(["oauth1", "accessToken"])
      .nullable()
      .meta({
        ...NOT_IN_SENTRY,
        description: "With what it gets in at the host; null when it has lost that.",
      }),
    installedBy: z
      .object({ name: z.string(), email: z.string() })
      .nullable()
      .meta({ ...NOT_IN_SENTRY, description: "Who installed it last; null when they are gone." }),
  })
  .meta({ id: "Integration" });

export type IntegrationAnswer = z.infer<typeof integrationAnswer>;

export const providersAnswer = z.object({
  providers: z.array(
    providerKey.extend({
      metadata: z.object({
        description: z.string(),
        features: z.array(z.object({ description: z.string(), featureGate: z.string() })),
        author: z.string(),
        noun: z.string(),
        issue_url: z.string(),
        source_url: z.string(),
        aspects: z.record(z.string(), z.unknown()),
      }),
    }),
  ),
});

export type ProvidersAnswer = z.infer<typeof providersAnswer>;

export const integrationHealthAnswer = z
  .object({
    checkedAt: dateOrNull.meta({ description: "Null when nobody has looked yet." }),
    level: doctorAnswer.shape.level.nullable(),
    findings: z.array(
      doctorAnswer.shape.findings.element.extend({
        direction: z.enum(["to-host", "from-host"]).meta({
          description: "Who calls whom: we the host, or the host us with its webhooks.",
        }),
      }),
    ),
  })
  .meta({ ...NOT_IN_SENTRY, id: "IntegrationHealth" });

export type IntegrationHealthAnswer = z.infer<typeof integrationHealthAnswer>;

export const rotatedSecretsAnswer = z
  .object({ repositories: z.number().int().meta({ description: "Each has a job." }) })
  .meta({ ...NOT_IN_SENTRY, id: "RotatedSecrets" });

export type RotatedSecretsAnswer = z.infer<typeof rotatedSecretsAnswer>;

export const remainingHooksAnswer = z
  .object({
    detail: z.string(),
    remainingHooks: z.array(
      z.object({
        repository: z.string(),
        url: z.string(),
        hookId: z.number().int().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ ...NOT_IN_SENTRY, id: "RemainingHooks" });

export type RemainingHooksAnswer = z.infer<typeof remainingHooksAnswer>;
