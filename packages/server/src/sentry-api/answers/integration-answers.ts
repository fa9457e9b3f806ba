import { z } from "zod";
import {
  codeMappingAnswer,
  codeMappingOutcomesAnswer,
} from "@sentry-bitbucket-server/api-contract/code-mapping";
import {
  commitDetailAnswer,
  repositoryCommitAnswer,
} from "@sentry-bitbucket-server/api-contract/commit";
import {
  advanceAnswer,
  hostCheckAnswer,
  stepAnswer,
} from "@sentry-bitbucket-server/api-contract/install";
import {
  integrationAnswer,
  integrationHealthAnswer,
  providersAnswer,
  remainingHooksAnswer,
  rotatedSecretsAnswer,
} from "@sentry-bitbucket-server/api-contract/integration";
import { choicesAnswer, linkProgressAnswer } from "@sentry-bitbucket-server/api-contract/link";
import {
  linkedRepositoryAnswer,
  reconcileAnswer,
  repositoryAccessAnswer,
  repositoryAnswer,
} from "@sentry-bitbucket-server/api-contract/repository";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of integrations, and of the repositories that are linked through them. */
export const integrationAnswers: Record<string, Answers> = {
  listRepositories: { 200: z.array(linkedRepositoryAnswer) },
  createRepository: { 201: repositoryAnswer },
  getRepository: { 200: linkedRepositoryAnswer },
  deleteRepository: { 202: repositoryAnswer },
  listRepositoryCommits: { 200: z.array(repositoryCommitAnswer) },
  findCommits: { 200: z.array(repositoryCommitAnswer) },
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
  approveIntegration: { 200: stepAnswer },
  pauseIntegration: { 200: integrationAnswer },
  resumeIntegration: { 200: integrationAnswer },
  linkRepositories: { 202: linkProgressAnswer },
  getLinkProgress: { 200: linkProgressAnswer },
  endLinks: { 204: nothing },
  rotateHookSecrets: { 202: rotatedSecretsAnswer },
  searchIntegrationRepositories: { 200: choicesAnswer },
  getInstallPipeline: { 200: stepAnswer },
  advanceInstallPipeline: { 200: advanceAnswer },
};
