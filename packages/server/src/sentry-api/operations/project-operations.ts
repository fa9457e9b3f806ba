import { OF_HOST, type OperationArea } from "./operation.ts";
import { ORG_READ, PROJECT_CREATE, PROJECT_DELETE, PROJECT_READ, PROJECT_WRITE } from "./scopes.ts";

const SLUG_TAKEN = { 409: "There is a project of that slug already." };

export const projectOperations: OperationArea = {
  tag: "Projects",
  description: "Projects, their environments, and the keys (DSN) that applications report with.",
  operations: {
    "GET /organizations/{organization}/projects/": {
      id: "listProjects",
      summary: "List an organization's projects",
      scopes: ORG_READ,
    },
    "POST /organizations/{organization}/projects/": {
      id: "createProject",
      summary: "Create a project",
      scopes: PROJECT_CREATE,
      refusals: SLUG_TAKEN,
    },
    "POST /teams/{organization}/{team}/projects/": {
      id: "createTeamProject",
      summary: "Create a project, by the address below a team",
      scopes: PROJECT_CREATE,
      refusals: SLUG_TAKEN,
    },
    "GET /projects/{organization}/{project}/": {
      id: "getProject",
      summary: "Retrieve a project",
      scopes: PROJECT_READ,
    },
    "PUT /projects/{organization}/{project}/": {
      id: "updateProject",
      summary: "Update a project",
      scopes: PROJECT_WRITE,
    },
    "DELETE /projects/{organization}/{project}/": {
      id: "deleteProject",
      summary: "Delete a project",
      scopes: PROJECT_DELETE,
    },
    "GET /projects/{organization}/{project}/ownership/": {
      id: "getOwnership",
      summary: "Tell that there are no rules of ownership",
      scopes: PROJECT_READ,
    },
    "PUT /projects/{organization}/{project}/ownership/": {
      id: "updateOwnership",
      summary: "Refuse rules of ownership",
      scopes: PROJECT_READ,
    },
    "POST /projects/{organization}/{project}/repo/": {
      id: "linkProjectRepository",
      summary: "Tell that a repository is one of the project",
      scopes: PROJECT_WRITE,
    },
    "GET /projects/{organization}/{project}/keys/": {
      id: "listProjectKeys",
      summary: "List a project's client keys",
      scopes: PROJECT_READ,
    },
    "POST /projects/{organization}/{project}/keys/": {
      id: "createProjectKey",
      summary: "Create a client key",
      scopes: PROJECT_WRITE,
    },
    "GET /projects/{organization}/{project}/keys/{key}/": {
      id: "getProjectKey",
      summary: "Retrieve a client key",
      scopes: PROJECT_READ,
    },
    "PUT /projects/{organization}/{project}/keys/{key}/": {
      id: "updateProjectKey",
      summary: "Update a client key",
      scopes: PROJECT_WRITE,
    },
    "DELETE /projects/{organization}/{project}/keys/{key}/": {
      id: "deleteProjectKey",
      summary: "Delete a client key",
      scopes: PROJECT_DELETE,
    },
    "GET /organizations/{organization}/project-keys/": {
      id: "listOrganizationProjectKeys",
      summary: "List the client keys of all projects",
      scopes: ORG_READ,
    },
    "GET /projects/{organization}/{project}/environments/": {
      id: "listProjectEnvironments",
      summary: "List a project's environments",
      scopes: PROJECT_READ,
    },
    "PUT /projects/{organization}/{project}/environments/": {
      id: "updateProjectEnvironments",
      summary: "Hide or show many environments",
      scopes: PROJECT_WRITE,
    },
    "PUT /projects/{organization}/{project}/environments/{environment}/": {
      id: "updateProjectEnvironment",
      summary: "Hide or show an environment",
      scopes: PROJECT_WRITE,
    },
    "GET /projects/{organization}/{project}/environments/{environment}/": {
      id: "getProjectEnvironment",
      summary: "Retrieve an environment",
      scopes: PROJECT_READ,
    },
    "GET /projects/{organization}/{project}/stacktrace-link/": {
      id: "getStacktraceLink",
      summary: "Find the source of a frame",
      scopes: PROJECT_READ,
      refusals: OF_HOST,
    },
  },
};
