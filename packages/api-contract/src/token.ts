import { z } from "zod";
import { date } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";

export const userTokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    tokenLastCharacters: z.string().nullable(),
    dateCreated: date,
    dateLastUsed: date.nullable().meta({ ...NOT_IN_SENTRY, description: "To the minute." }),
    expiresAt: z.null(),
    application: z.null(),
    state: z.null(),
  })
  .meta({ id: "UserToken" });

export type UserTokenAnswer = z.infer<typeof userTokenAnswer>;

export const newUserTokenAnswer = userTokenAnswer
  .extend({ token: z.string().meta({ description: "Shown this once." }), refreshToken: z.null() })
  .meta({ id: "NewUserToken" });

export type NewUserTokenAnswer = z.infer<typeof newUserTokenAnswer>;

export const organizationTokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    tokenLastCharacters: z.string().nullable(),
    dateCreated: date,
    dateLastUsed: date.nullable().meta({ description: "To the minute." }),
    projectLastUsedId: z.null(),
  })
  .meta({ id: "OrganizationToken" });

export type OrganizationTokenAnswer = z.infer<typeof organizationTokenAnswer>;

export const newOrganizationTokenAnswer = organizationTokenAnswer
  .extend({ token: z.string().meta({ description: "Shown this once." }) })
  .meta({ id: "NewOrganizationToken" });

export type NewOrganizationTokenAnswer = z.infer<typeof newOrganizationTokenAnswer>;
