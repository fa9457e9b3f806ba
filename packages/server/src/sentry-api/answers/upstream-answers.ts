import { z } from "zod";
import {
  completionRulesAnswer,
  connectedUpstreamAnswer,
  previewedReleaseAnswer,
  relayedIssueAnswer,
  relayedReleaseAnswer,
  upstreamAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import { type Answers, nothing } from "./answers-by-status.ts";

/** Of the Sentry that an organization relays to. */
export const upstreamAnswers: Record<string, Answers> = {
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
};
