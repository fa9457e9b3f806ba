import { oneIssueOperations } from "./one-issue-operations.ts";
import type { OperationArea } from "./operation.ts";
import { ISSUE_DELETE, ISSUE_READ, ISSUE_WRITE, ORG_READ, PROJECT_READ } from "./scopes.ts";

export const issueOperations: OperationArea = {
  tag: "Issues and events",
  description: "Issues, what happened to them, and the events they were made of.",
  operations: {
    "GET /organizations/{organization}/issues/": {
      id: "listIssues",
      summary: "List an organization's issues",
      scopes: ISSUE_READ,
    },
    "PUT /organizations/{organization}/issues/": {
      id: "updateIssues",
      summary: "Update many issues",
      scopes: ISSUE_WRITE,
    },
    "DELETE /organizations/{organization}/issues/": {
      id: "deleteIssues",
      summary: "Delete many issues",
      scopes: ISSUE_DELETE,
    },
    "GET /projects/{organization}/{project}/issues/": {
      id: "listProjectIssues",
      summary: "List a project's issues",
      scopes: ISSUE_READ,
    },
    "PUT /projects/{organization}/{project}/issues/": {
      id: "updateProjectIssues",
      summary: "Update many issues of a project",
      scopes: ISSUE_WRITE,
    },
    "DELETE /projects/{organization}/{project}/issues/": {
      id: "deleteProjectIssues",
      summary: "Delete many issues of a project",
      scopes: ISSUE_DELETE,
    },
    ...oneIssueOperations,
    "GET /organizations/{organization}/shortids/{shortId}/": {
      id: "findShortId",
      summary: "Find an issue by its short id",
      scopes: ISSUE_READ,
    },
    "GET /organizations/{organization}/eventids/{event}/": {
      id: "findEventId",
      summary: "Find an event by its id alone",
      scopes: ORG_READ,
    },
    "GET /projects/{organization}/{project}/events/": {
      id: "listProjectEvents",
      summary: "List a project's events",
      scopes: PROJECT_READ,
    },
    "GET /projects/{organization}/{project}/events/{event}/": {
      id: "getProjectEvent",
      summary: "Retrieve an event of a project",
      scopes: PROJECT_READ,
    },
    "GET /projects/{organization}/{project}/events/{event}/committers/": {
      id: "listEventCommitters",
      summary: "List the suspect commits of an event",
      scopes: ISSUE_READ,
    },
    "GET /organizations/{organization}/issues/{issue}/committers/": {
      id: "listIssueCommitters",
      summary: "List the suspect commits of an issue",
      scopes: ISSUE_READ,
      isAddition: true,
    },
  },
};
