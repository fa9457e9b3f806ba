import { z } from "zod";
import { date } from "./date.ts";

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
  })
  .meta({ id: "Organization" });

export type OrganizationAnswer = z.infer<typeof organizationAnswer>;

export const apiRootAnswer = z
  .object({
    version: z.literal("0"),
    user: z
      .object({ id: z.string(), email: z.string(), username: z.string(), name: z.string() })
      .nullable(),
    auth: z.object({ scopes: z.array(z.string()) }),
  })
  .meta({ id: "ApiRoot" });
