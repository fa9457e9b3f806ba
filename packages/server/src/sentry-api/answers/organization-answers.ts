import { z } from "zod";
import { auditLogAnswer } from "@sentry-bitbucket-server/api-contract/audit-log";
import { loginAnswer } from "@sentry-bitbucket-server/api-contract/login";
import { memberAnswer, newMemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import {
  apiRootAnswer,
  currentUserAnswer,
  organizationAnswer,
  organizationDetailAnswer,
  regionsAnswer,
  teamAnswer,
} from "@sentry-bitbucket-server/api-contract/organization";
import { environmentAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { setupAnswer } from "@sentry-bitbucket-server/api-contract/setup";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of organizations, their members, and who is logged in. */
export const organizationAnswers: Record<string, Answers> = {
  getApiRoot: { 200: apiRootAnswer },
  getCurrentUser: { 200: currentUserAnswer },
  updateCurrentUser: { 200: currentUserAnswer },
  listRegions: { 200: regionsAnswer },
  listOrganizations: { 200: z.array(organizationAnswer) },
  getOrganization: { 200: organizationDetailAnswer },
  updateOrganization: { 200: organizationDetailAnswer },
  listTeams: { 200: z.array(teamAnswer) },
  listOrganizationEnvironments: { 200: z.array(environmentAnswer) },

  listMembers: { 200: z.array(memberAnswer) },
  inviteMember: { 201: newMemberAnswer },
  getMember: { 200: memberAnswer },
  updateMember: { 200: memberAnswer },
  deleteMember: { 204: nothing },
  listOrganizationUsers: { 200: z.array(memberAnswer) },
  listAuditLog: { 200: auditLogAnswer },

  getSetup: { 200: setupAnswer },
  logIn: { 200: loginAnswer },
  getAuth: { 200: currentUserAnswer },
  logOut: { 204: nothing },
  changeOwnPassword: { 204: nothing },
};
