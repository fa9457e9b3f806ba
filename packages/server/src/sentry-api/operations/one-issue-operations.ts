import type { Operation } from "./operation.ts";
import { ISSUE_DELETE, ISSUE_READ, ISSUE_WRITE } from "./scopes.ts";

const operations: Record<string, Operation> = {
  "GET /organizations/{organization}/issues/{issue}/": {
    id: "getIssue",
    summary: "Retrieve an issue",
    scopes: ISSUE_READ,
  },
  "PUT /organizations/{organization}/issues/{issue}/": {
    id: "updateIssue",
    summary: "Resolve, re-open, ignore or assign an issue",
    scopes: ISSUE_WRITE,
  },
  "DELETE /organizations/{organization}/issues/{issue}/": {
    id: "deleteIssue",
    summary: "Delete an issue",
    scopes: ISSUE_DELETE,
  },
  "GET /organizations/{organization}/issues/{issue}/activities/": {
    id: "listIssueActivities",
    summary: "List what happened to an issue",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/hashes/": {
    id: "listIssueHashes",
    summary: "List the hashes that group into an issue",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/tags/": {
    id: "listIssueTags",
    summary: "List an issue's tags",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/tags/{key}/": {
    id: "getIssueTag",
    summary: "Retrieve a tag of an issue",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/tags/{key}/values/": {
    id: "listIssueTagValues",
    summary: "List a tag's values for an issue",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/events/": {
    id: "listIssueEvents",
    summary: "List an issue's events",
    scopes: ISSUE_READ,
  },
  "GET /organizations/{organization}/issues/{issue}/events/{event}/": {
    id: "getIssueEvent",
    summary: "Retrieve an event of an issue: latest, oldest, or by id",
    scopes: ISSUE_READ,
  },
};

/** What one issue can be asked, at today's address and at the older one, which names no organization. */
export const oneIssueOperations = Object.fromEntries(
  Object.entries(operations).flatMap(([key, operation]) => [
    [key, operation],
    [key.replace("/organizations/{organization}", ""), atOlderAddress(operation)],
  ]),
);

function atOlderAddress({ id, summary, ...rest }: Operation): Operation {
  return { ...rest, id: `${id}ByNumber`, summary: `${summary}, at its older address` };
}
