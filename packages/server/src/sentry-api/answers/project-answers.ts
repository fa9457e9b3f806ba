import { z } from "zod";
import { errorAnswer } from "@sentry-bitbucket-server/api-contract/error";
import { envelopeAnswer, storedEventAnswer } from "@sentry-bitbucket-server/api-contract/ingest";
import {
  environmentAnswer,
  projectAnswer,
  projectDetailAnswer,
  projectKeyAnswer,
  projectOwnershipAnswer,
  projectRepositoryAnswer,
} from "@sentry-bitbucket-server/api-contract/project";
import { debugFileOperations } from "../operations/debug-file-operations.ts";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of projects, and of the reports that come in. */
export const projectAnswers: Record<string, Answers> = {
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

  storeEnvelope: { 200: envelopeAnswer },
  storeLegacyEvent: { 200: storedEventAnswer },

  ...ofDebugFiles(),
};

/** All refuse. */
function ofDebugFiles(): Record<string, Answers> {
  const refusal = { 501: errorAnswer.describe("Such files are not kept here.") };
  const operations = Object.values(debugFileOperations.operations);
  return Object.fromEntries(operations.map(({ id }) => [id, refusal]));
}
