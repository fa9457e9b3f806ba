import { z } from "zod";
import {
  commitAnswer,
  commitFileAnswer,
  commitsNoteAnswer,
} from "@sentry-bitbucket-server/api-contract/commit";
import { activityAnswer, resolvedIssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import {
  adoptionAnswer,
  deployAnswer,
  previousReleaseAnswer,
  releaseAnswer,
} from "@sentry-bitbucket-server/api-contract/release";
import { repositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of releases. */
export const releaseAnswers: Record<string, Answers> = {
  getReleaseAdoption: { 200: adoptionAnswer },
  ...ofReleases(""),
  ...ofReleases("Project"),
};

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
    [`list${infix}ReleaseResolvedIssues`]: { 200: z.array(resolvedIssueAnswer) },
    [`list${infix}ReleaseRepositories`]: { 200: z.array(repositoryAnswer) },
  };
}
