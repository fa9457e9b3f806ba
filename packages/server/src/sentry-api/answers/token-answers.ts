import { z } from "zod";
import {
  newOrganizationTokenAnswer,
  newUserTokenAnswer,
  organizationTokenAnswer,
  userTokenAnswer,
} from "@sentry-bitbucket-server/api-contract/token";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of tokens of users and of organizations. */
export const tokenAnswers: Record<string, Answers> = {
  listUserTokens: { 200: z.array(userTokenAnswer) },
  createUserToken: { 201: newUserTokenAnswer },
  deleteUserToken: { 204: nothing },
  listMemberTokens: { 200: z.array(userTokenAnswer) },
  deleteMemberToken: { 204: nothing },
  deleteOwnToken: { 204: nothing },
  listOrganizationTokens: { 200: z.array(organizationTokenAnswer) },
  createOrganizationToken: { 201: newOrganizationTokenAnswer },
  deleteOrganizationToken: { 204: nothing },
};
