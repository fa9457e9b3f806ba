import type { OperationArea } from "./operation.ts";
import { ORG_ADMIN, ORG_READ, ORG_WRITE, PROJECT_READ, PROJECT_WRITE } from "./scopes.ts";

const OF_UPSTREAM = { 503: "That Sentry does not answer for now. Nothing has changed." };

export const upstreamOperations: OperationArea = {
  tag: "Upstream",
  description: "The Sentry that an organization has already, and relays to.",
  operations: {
    "GET /organizations/{organization}/upstream/": {
      id: "getUpstream",
      summary: "Retrieve the upstream",
      scopes: ORG_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/": {
      id: "connectUpstream",
      summary: "Connect an upstream, or give it a new token",
      scopes: ORG_ADMIN,
      refusals: OF_UPSTREAM,
      isAddition: true,
    },
    "DELETE /organizations/{organization}/upstream/": {
      id: "disconnectUpstream",
      summary: "Have the built-in tracker again",
      scopes: ORG_ADMIN,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/check/": {
      id: "checkUpstream",
      summary: "Check the token of the upstream again",
      scopes: ORG_ADMIN,
      refusals: OF_UPSTREAM,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/pause/": {
      id: "pauseUpstream",
      summary: "Have what is to be sent wait",
      scopes: ORG_ADMIN,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/resume/": {
      id: "resumeUpstream",
      summary: "Have what waits be sent again",
      scopes: ORG_ADMIN,
      isAddition: true,
    },
    "GET /organizations/{organization}/upstream/releases/": {
      id: "listRelayedReleases",
      summary: "List what became of the releases that are relayed",
      scopes: ORG_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/releases/{version}/replay/": {
      id: "replayRelayedRelease",
      summary: "Send the commits of a release to the upstream once more",
      scopes: ORG_WRITE,
      refusals: { 409: "It has no commits here to send, and nobody has asked for any." },
      isAddition: true,
    },
    "GET /organizations/{organization}/upstream/issues/": {
      id: "listRelayedIssues",
      summary: "List what became of the issues that commits resolve",
      scopes: ORG_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/upstream/issues/{id}/replay/": {
      id: "replayRelayedIssue",
      summary: "Try once more to resolve an issue at the upstream",
      scopes: ORG_WRITE,
      refusals: { 409: "It was neither given up nor skipped." },
      isAddition: true,
    },
    "GET /projects/{organization}/{project}/completion-rules/": {
      id: "getCompletionRules",
      summary: "Retrieve how releases without commits are told theirs",
      scopes: PROJECT_READ,
      isAddition: true,
    },
    "PUT /projects/{organization}/{project}/completion-rules/": {
      id: "updateCompletionRules",
      summary: "Say how releases without commits are told theirs",
      scopes: PROJECT_WRITE,
      isAddition: true,
    },
    "GET /projects/{organization}/{project}/completion-rules/preview/": {
      id: "previewCompletionRules",
      summary: "Try the rules on the newest releases",
      scopes: PROJECT_READ,
      refusals: OF_UPSTREAM,
      isAddition: true,
    },
  },
};
