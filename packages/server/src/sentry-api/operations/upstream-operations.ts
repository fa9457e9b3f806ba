import type { OperationArea } from "./operation.ts";
import { ORG_ADMIN, ORG_READ } from "./scopes.ts";

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
  },
};
