import { z } from "zod";
import {
  completionRulesAnswer,
  previewedReleaseAnswer,
  relayedIssueAnswer,
  relayedReleaseAnswer,
  connectedUpstreamAnswer,
  upstreamAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import { auditLogAnswer } from "@sentry-bitbucket-server/api-contract/audit-log";
import { debugFileOperations } from "./operations/debug-file-operations.ts";
import {
  codeMappingAnswer,
  codeMappingOutcomesAnswer,
  stacktraceLinkAnswer,
} from "@sentry-bitbucket-server/api-contract/code-mapping";
import {
  commitAnswer,
  commitDetailAnswer,
  commitFileAnswer,
  commitsNoteAnswer,
  repositoryCommitAnswer,
} from "@sentry-bitbucket-server/api-contract/commit";
import {
  deliveryAnswer,
  deliveryDetailAnswer,
} from "@sentry-bitbucket-server/api-contract/delivery";
import { doctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";
import { errorAnswer } from "@sentry-bitbucket-server/api-contract/error";
import {
  eventAnswer,
  eventIdAnswer,
  eventSummaryAnswer,
} from "@sentry-bitbucket-server/api-contract/event";
import { envelopeAnswer, storedEventAnswer } from "@sentry-bitbucket-server/api-contract/ingest";
import {
  advanceAnswer,
  choicesAnswer,
  hostCheckAnswer,
  integrationHealthAnswer,
  linkProgressAnswer,
  rotatedSecretsAnswer,
  integrationAnswer,
  providersAnswer,
  remainingHooksAnswer,
  stepAnswer,
} from "@sentry-bitbucket-server/api-contract/integration";
import {
  activitiesAnswer,
  activityAnswer,
  changedIssuesAnswer,
  hashAnswer,
  issueAnswer,
  issueDetailAnswer,
  shortIdAnswer,
} from "@sentry-bitbucket-server/api-contract/issue";
import {
  apiRootAnswer,
  currentUserAnswer,
  organizationAnswer,
  organizationDetailAnswer,
  regionsAnswer,
  teamAnswer,
} from "@sentry-bitbucket-server/api-contract/organization";
import { laneAnswer } from "@sentry-bitbucket-server/api-contract/lane";
import { loginAnswer } from "@sentry-bitbucket-server/api-contract/login";
import { memberAnswer, newMemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import {
  jobAnswer,
  jobDetailAnswer,
  jobStatsAnswer,
  replayedJobsAnswer,
} from "@sentry-bitbucket-server/api-contract/job";
import {
  environmentAnswer,
  projectAnswer,
  projectDetailAnswer,
  projectKeyAnswer,
  projectOwnershipAnswer,
  projectRepositoryAnswer,
} from "@sentry-bitbucket-server/api-contract/project";
import { refusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import {
  adoptionAnswer,
  deployAnswer,
  previousReleaseAnswer,
  releaseAnswer,
} from "@sentry-bitbucket-server/api-contract/release";
import {
  linkedRepositoryAnswer,
  reconcileAnswer,
  repositoryAccessAnswer,
  repositoryAnswer,
} from "@sentry-bitbucket-server/api-contract/repository";
import { setupAnswer } from "@sentry-bitbucket-server/api-contract/setup";
import { committersAnswer } from "@sentry-bitbucket-server/api-contract/suspect-commit";
import { tagAnswers } from "@sentry-bitbucket-server/api-contract/tag";
import {
  newOrganizationTokenAnswer,
  newUserTokenAnswer,
  organizationTokenAnswer,
  userTokenAnswer,
} from "@sentry-bitbucket-server/api-contract/token";

/** What an operation answers of its own, by status: its successes, or why there is none. */
export type Answers = Record<number, z.ZodType>;

const nothing = z.null().meta({ description: "Nothing more to say." });

/**
 * What each operation answers, by its id. Only the document is made of these, and tests, which hold
 * every answer against them; so they are not loaded before somebody asks for the document.
 */
export const ANSWERS: Record<string, Answers> = {
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

  listUserTokens: { 200: z.array(userTokenAnswer) },
  createUserToken: { 201: newUserTokenAnswer },
  deleteUserToken: { 204: nothing },
  listMemberTokens: { 200: z.array(userTokenAnswer) },
  deleteMemberToken: { 204: nothing },
  deleteOwnToken: { 204: nothing },
  listOrganizationTokens: { 200: z.array(organizationTokenAnswer) },
  createOrganizationToken: { 201: newOrganizationTokenAnswer },
  deleteOrganizationToken: { 204: nothing },

  listProjects: { 200: z.array(projectAnswer) },
  createProject: { 201: projectAnswer },
  createTeamProject: { 201: projectAnswer },
  getProject: { 200: projectDetailAnswer },
  updateProject: { 200: projectDetailAnswer },
  deleteProject: { 204: nothing },
  getOwnership: { 200: projectOwnershipAnswer },
  updateOwnership: { 202: projectOwnershipAnswer },
  linkProjectRepository: { 200: projectRepositoryAnswer },
  listProjectKeys: { 200: z.array(projectKeyAnswer) },
  createProjectKey: { 201: projectKeyAnswer },
  getProjectKey: { 200: projectKeyAnswer },
  updateProjectKey: { 200: projectKeyAnswer },
  deleteProjectKey: { 204: nothing },
  listProjectEnvironments: { 200: z.array(environmentAnswer) },
  getProjectEnvironment: { 200: environmentAnswer },
  updateProjectEnvironments: { 200: z.array(environmentAnswer) },
  updateProjectEnvironment: { 200: environmentAnswer },
  listOrganizationProjectKeys: { 200: z.array(projectKeyAnswer) },

  listIssues: { 200: z.array(issueAnswer) },
  listProjectIssues: { 200: z.array(issueAnswer) },
  updateIssues: { 200: changedIssuesAnswer, 204: nothing },
  updateProjectIssues: { 200: changedIssuesAnswer, 204: nothing },
  deleteIssues: { 204: nothing },
  deleteProjectIssues: { 204: nothing },
  ...ofOneIssue(""),
  ...ofOneIssue("ByNumber"),
  getProjectEvent: { 200: eventAnswer },
  listProjectEvents: { 200: z.array(eventSummaryAnswer) },
  findEventId: { 200: eventIdAnswer },
  getStacktraceLink: { 200: stacktraceLinkAnswer },
  findShortId: { 200: shortIdAnswer },
  listEventCommitters: { 200: committersAnswer },
  listIssueCommitters: { 200: committersAnswer },

  getReleaseAdoption: { 200: adoptionAnswer },
  ...ofReleases(""),
  ...ofReleases("Project"),

  listRepositories: { 200: z.array(linkedRepositoryAnswer) },
  createRepository: { 201: repositoryAnswer },
  getRepository: { 200: linkedRepositoryAnswer },
  deleteRepository: { 202: repositoryAnswer },
  listRepositoryCommits: { 200: z.array(repositoryCommitAnswer) },
  getRepositoryCommit: { 200: commitDetailAnswer },
  getRepositoryAccess: { 200: repositoryAccessAnswer },
  testRepositoryHook: { 200: repositoryAnswer },
  getReconcile: { 200: reconcileAnswer },
  startReconcile: { 202: reconcileAnswer },
  rotateHookSecret: { 200: repositoryAnswer },
  listCodeMappings: { 200: z.array(codeMappingAnswer) },
  createCodeMapping: { 201: codeMappingAnswer },
  updateCodeMapping: { 200: codeMappingAnswer },
  deleteCodeMapping: { 204: nothing },
  uploadCodeMappings: { 200: codeMappingOutcomesAnswer },

  listIntegrationProviders: { 200: providersAnswer },
  checkHost: { 200: hostCheckAnswer },
  listIntegrations: { 200: z.array(integrationAnswer) },
  getIntegration: { 200: integrationAnswer },
  deleteIntegration: { 200: remainingHooksAnswer, 204: nothing },
  getIntegrationHealth: { 200: integrationHealthAnswer },
  checkIntegration: { 200: integrationHealthAnswer },
  pauseIntegration: { 200: integrationAnswer },
  resumeIntegration: { 200: integrationAnswer },
  linkRepositories: { 202: linkProgressAnswer },
  getLinkProgress: { 200: linkProgressAnswer },
  endLinks: { 204: nothing },
  rotateHookSecrets: { 202: rotatedSecretsAnswer },
  searchIntegrationRepositories: { 200: choicesAnswer },
  getInstallPipeline: { 200: stepAnswer },
  advanceInstallPipeline: { 200: advanceAnswer },

  getUpstream: { 200: upstreamAnswer },
  connectUpstream: { 201: connectedUpstreamAnswer },
  disconnectUpstream: { 204: nothing },
  checkUpstream: { 200: upstreamAnswer },
  pauseUpstream: { 200: upstreamAnswer },
  resumeUpstream: { 200: upstreamAnswer },
  listRelayedReleases: { 200: z.array(relayedReleaseAnswer) },
  replayRelayedRelease: { 200: relayedReleaseAnswer },
  listRelayedIssues: { 200: z.array(relayedIssueAnswer) },
  replayRelayedIssue: { 200: relayedIssueAnswer },
  getCompletionRules: { 200: completionRulesAnswer },
  updateCompletionRules: { 200: completionRulesAnswer },
  previewCompletionRules: { 200: z.array(previewedReleaseAnswer) },

  ...ofDebugFiles(),

  storeEnvelope: { 200: envelopeAnswer },
  storeLegacyEvent: { 200: storedEventAnswer },
  listDeliveries: { 200: z.array(deliveryAnswer) },
  listRefusedDeliveries: { 200: z.array(refusedDeliveryAnswer) },
  getDelivery: { 200: deliveryDetailAnswer },
  replayDelivery: { 200: deliveryAnswer },
  listJobs: { 200: z.array(jobAnswer) },
  listLanes: { 200: z.array(laneAnswer) },
  getJobStats: { 200: jobStatsAnswer },
  getJob: { 200: jobDetailAnswer },
  replayJob: { 200: jobAnswer },
  dismissJob: { 204: nothing },
  replayJobs: { 200: replayedJobsAnswer },
  getDoctor: { 200: doctorAnswer },
};

/** Both addresses of an issue answer alike. */
function ofOneIssue(suffix: string): Record<string, Answers> {
  return {
    [`getIssue${suffix}`]: { 200: issueDetailAnswer },
    [`updateIssue${suffix}`]: { 200: issueDetailAnswer },
    [`deleteIssue${suffix}`]: { 202: nothing },
    [`listIssueHashes${suffix}`]: { 200: z.array(hashAnswer) },
    [`listIssueActivities${suffix}`]: { 200: activitiesAnswer },
    [`getIssueEvent${suffix}`]: { 200: eventAnswer },
    [`listIssueEvents${suffix}`]: { 200: z.array(eventSummaryAnswer) },
    ...tagAnswers(suffix),
  };
}

/** Both addresses of releases answer alike. */
function ofReleases(infix: string): Record<string, Answers> {
  return {
    [`list${infix}Releases`]: { 200: z.array(releaseAnswer) },
    [`create${infix}Release`]: { 201: releaseAnswer, 208: releaseAnswer },
    [`get${infix}Release`]: { 200: releaseAnswer },
    [`update${infix}Release`]: { 200: releaseAnswer },
    [`delete${infix}Release`]: { 204: nothing },
    [`list${infix}ReleaseCommits`]: { 200: z.array(z.union([commitAnswer, commitsNoteAnswer])) },
    [`list${infix}ReleaseFiles`]: { 200: z.array(commitFileAnswer) },
    [`get${infix}PreviousRelease`]: { 200: previousReleaseAnswer },
    [`list${infix}Deploys`]: { 200: z.array(deployAnswer) },
    [`refetch${infix}ReleaseCommits`]: { 202: releaseAnswer },
    [`list${infix}ReleaseActivities`]: { 200: z.array(activityAnswer) },
    [`create${infix}Deploy`]: { 201: deployAnswer },
    [`list${infix}ReleaseResolvedIssues`]: { 200: z.array(issueAnswer) },
    [`list${infix}ReleaseRepositories`]: { 200: z.array(repositoryAnswer) },
  };
}

/** All refuse. */
function ofDebugFiles(): Record<string, Answers> {
  const refusal = { 501: errorAnswer.describe("Such files are not kept here.") };
  const operations = Object.values(debugFileOperations.operations);
  return Object.fromEntries(operations.map(({ id }) => [id, refusal]));
}
