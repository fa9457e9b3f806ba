import { OF_HOST, type OperationArea } from "./operation.ts";
import { INTEGRATION_WRITE, ORG_READ, RELEASE_WRITE, REPOSITORY_READ } from "./scopes.ts";

export const repositoryOperations: OperationArea = {
  tag: "Repositories",
  description: "Repositories linked to an organization, their commits, and code mappings.",
  operations: {
    "GET /organizations/{organization}/repos/": {
      id: "listRepositories",
      summary: "List an organization's repositories",
      scopes: REPOSITORY_READ,
    },
    "POST /organizations/{organization}/repos/": {
      id: "createRepository",
      summary: "Link a repository",
      scopes: INTEGRATION_WRITE,
      refusals: {
        500: "The link could not be stored. Neither it nor its webhook is left.",
        503: "Bitbucket does not answer for now. Neither link nor webhook is left, or the sentence says what is.",
      },
    },
    "GET /organizations/{organization}/repos/{repository}/": {
      id: "getRepository",
      summary: "Retrieve a repository",
      scopes: REPOSITORY_READ,
      isAddition: true,
    },
    "DELETE /organizations/{organization}/repos/{repository}/": {
      id: "deleteRepository",
      summary: "Unlink a repository",
      scopes: INTEGRATION_WRITE,
      refusals: OF_HOST,
    },
    "GET /organizations/{organization}/repos/{repository}/commits/": {
      id: "listRepositoryCommits",
      summary: "List a repository's commits",
      scopes: ORG_READ,
    },
    "GET /organizations/{organization}/repos/{repository}/commits/{sha}/": {
      id: "getRepositoryCommit",
      summary: "Retrieve a commit with the files that it changed",
      scopes: ORG_READ,
      isAddition: true,
    },
    "GET /organizations/{organization}/commits/": {
      id: "findCommits",
      summary: "Find commits of all repositories by their sha",
      scopes: ORG_READ,
      isAddition: true,
    },
    "GET /organizations/{organization}/repos/{repository}/access/": {
      id: "getRepositoryAccess",
      summary: "Ask the host whether we still have access",
      scopes: REPOSITORY_READ,
      refusals: OF_HOST,
      isAddition: true,
    },
    "POST /organizations/{organization}/repos/{repository}/test-hook/": {
      id: "testRepositoryHook",
      summary: "Have the host test its webhook",
      scopes: INTEGRATION_WRITE,
      refusals: OF_HOST,
      isAddition: true,
    },
    "GET /organizations/{organization}/repos/{repository}/reconcile/": {
      id: "getReconcile",
      summary: "Tell when a repository was compared with its host",
      scopes: REPOSITORY_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/repos/{repository}/reconcile/": {
      id: "startReconcile",
      summary: "Compare a repository with its host",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "POST /organizations/{organization}/repos/{repository}/rotate-secret/": {
      id: "rotateHookSecret",
      summary: "Give a repository's webhook another secret",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/code-mappings/": {
      id: "listCodeMappings",
      summary: "List code mappings",
      scopes: REPOSITORY_READ,
    },
    "POST /organizations/{organization}/code-mappings/": {
      id: "createCodeMapping",
      summary: "Create a code mapping",
      scopes: INTEGRATION_WRITE,
    },
    "PUT /organizations/{organization}/code-mappings/{mapping}/": {
      id: "updateCodeMapping",
      summary: "Update a code mapping",
      scopes: INTEGRATION_WRITE,
    },
    "DELETE /organizations/{organization}/code-mappings/{mapping}/": {
      id: "deleteCodeMapping",
      summary: "Delete a code mapping",
      scopes: INTEGRATION_WRITE,
    },
    "POST /organizations/{organization}/code-mappings/bulk/": {
      id: "uploadCodeMappings",
      summary: "Create or update many code mappings",
      scopes: RELEASE_WRITE,
    },
  },
};
