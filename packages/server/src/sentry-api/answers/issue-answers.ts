import { z } from "zod";
import { stacktraceLinkAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";
import {
  eventAnswer,
  eventIdAnswer,
  eventSummaryAnswer,
} from "@sentry-bitbucket-server/api-contract/event";
import {
  activitiesAnswer,
  changedIssuesAnswer,
  hashAnswer,
  issueAnswer,
  issueDetailAnswer,
  shortIdAnswer,
} from "@sentry-bitbucket-server/api-contract/issue";
import { committersAnswer } from "@sentry-bitbucket-server/api-contract/suspect-commit";
import { tagAnswers } from "@sentry-bitbucket-server/api-contract/tag";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of issues and their events. */
export const issueAnswers: Record<string, Answers> = {
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
