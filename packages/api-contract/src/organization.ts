import { z } from "zod";
import { date } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const organizationAnswer = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    status: z.object({ id: z.literal("active"), name: z.literal("active") }),
    dateCreated: date,
    isEarlyAdopter: z.boolean(),
    require2FA: z.boolean(),
    requireEmailVerification: z.boolean(),
    avatar: z.object({ avatarType: z.string(), avatarUuid: z.null(), avatarUrl: z.null() }),
    features: z.array(z.string()),
    links: z.object({ organizationUrl: z.string(), regionUrl: z.string() }),
    hasAuthProvider: z.boolean(),
    allowMemberInvite: z.boolean(),
    allowMemberProjectCreation: z.boolean(),
    allowSuperuserAccess: z.boolean(),
    resolveOn: z
      .enum(["default-branch", "any-branch", "release"])
      .meta({ ...NOT_IN_SENTRY, description: "When a commit that names an issue resolves it." }),
  })
  .meta({ id: "Organization" });

export type OrganizationAnswer = z.infer<typeof organizationAnswer>;

/** Alone, an organization comes with what the caller may do in it. */
export const organizationDetailAnswer = organizationAnswer
  .extend({
    access: z.array(z.string()).meta({
      description: "The scopes of the caller here: by their role, and by the token if it is one.",
    }),
    orgRole: z
      .enum(["member", "admin", "owner"])
      .nullable()
      .meta({ description: "Of the caller; null for an organization's token." }),
    relaysTo: z
      .object({ url: z.string(), organization: z.string() })
      .nullable()
      .meta({
        ...NOT_IN_SENTRY,
        description: "The Sentry that has the issues; null with the built-in tracker.",
      }),
  })
  .meta({ id: "OrganizationDetail" });

export type OrganizationDetailAnswer = z.infer<typeof organizationDetailAnswer>;

const userAnswer = z.object({
  id: z.string(),
  email: z.string(),
  username: z.string(),
  name: z.string(),
});

export const currentUserAnswer = userAnswer
  .extend({ isActive: z.literal(true) })
  .meta({ id: "CurrentUser" });

export type CurrentUserAnswer = z.infer<typeof currentUserAnswer>;

export const regionsAnswer = z
  .object({ regions: z.array(z.object({ name: z.string(), url: z.string() })) })
  .meta({ id: "Regions" });

export const apiRootAnswer = z
  .object({
    version: z.literal("0"),
    user: userAnswer.nullable(),
    auth: z.object({ scopes: z.array(z.string()) }),
  })
  .meta({ id: "ApiRoot" });

export const teamAnswer = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    dateCreated: date,
    isMember: z.literal(true),
    hasAccess: z.literal(true),
  })
  .meta({ id: "Team" });
