import { z } from "zod";
import { date } from "./date.ts";
import { NOT_IN_SENTRY } from "./not-in-sentry.ts";
import { currentUserAnswer } from "./organization.ts";

const role = z.enum(["member", "admin", "owner"]);

export const memberAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    user: currentUserAnswer.extend({
      id: z.string().meta({ description: "What an issue is assigned to." }),
    }),
    role,
    orgRole: role,
    roleName: z.string(),
    scopes: z
      .array(z.string())
      .meta({ ...NOT_IN_SENTRY, description: "What the role allows, by session or by any token." }),
    pending: z.boolean().meta({ description: "Invited, and not yet logged in." }),
    expired: z.literal(false),
    dateCreated: date,
  })
  .meta({ id: "Member" });

export type MemberAnswer = z.infer<typeof memberAnswer>;

export const newMemberAnswer = memberAnswer
  .extend({
    password: z
      .string()
      .nullable()
      .meta({
        ...NOT_IN_SENTRY,
        description: "For one login, shown this once; null for a user who has a password already.",
      }),
  })
  .meta({ id: "NewMember" });

export type NewMemberAnswer = z.infer<typeof newMemberAnswer>;
