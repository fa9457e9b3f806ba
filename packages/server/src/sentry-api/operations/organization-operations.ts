import { FOR_USERS, type OperationArea } from "./operation.ts";
import { ANY_TOKEN, ORG_READ, ORG_WRITE } from "./scopes.ts";

export const organizationOperations: OperationArea = {
  tag: "Organizations",
  description: "Who calls, and the organizations they belong to.",
  operations: {
    "GET /": { id: "getApiRoot", summary: "Tell who calls, and their scopes", scopes: ANY_TOKEN },
    "GET /users/me/": {
      id: "getCurrentUser",
      summary: "Retrieve who calls",
      scopes: ANY_TOKEN,
      refusals: FOR_USERS,
    },
    "GET /users/me/regions/": {
      id: "listRegions",
      summary: "Tell where the caller's organizations are",
      scopes: ANY_TOKEN,
    },
    "GET /organizations/": {
      id: "listOrganizations",
      summary: "List the caller's organizations",
      scopes: ORG_READ,
    },
    "GET /organizations/{organization}/": {
      id: "getOrganization",
      summary: "Retrieve an organization",
      scopes: ORG_READ,
    },
    "PUT /organizations/{organization}/": {
      id: "updateOrganization",
      summary: "Update an organization",
      scopes: ORG_WRITE,
    },
    "GET /organizations/{organization}/environments/": {
      id: "listOrganizationEnvironments",
      summary: "List an organization's environments",
      scopes: ORG_READ,
    },
    "GET /organizations/{organization}/teams/": {
      id: "listTeams",
      summary: "List the one team that stands for the organization",
      scopes: ORG_READ,
    },
  },
};
