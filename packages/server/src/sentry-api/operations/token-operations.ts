import { FOR_USERS, type OperationArea } from "./operation.ts";
import { ANY_TOKEN, MEMBER_DELETE, ORG_READ, TOKEN_WRITE } from "./scopes.ts";

export const tokenOperations: OperationArea = {
  tag: "Tokens",
  description: "Tokens of users, and of organizations for their builds.",
  operations: {
    "GET /api-tokens/": {
      id: "listUserTokens",
      summary: "List the caller's tokens",
      scopes: ANY_TOKEN,
      refusals: FOR_USERS,
    },
    "POST /api-tokens/": {
      id: "createUserToken",
      summary: "Make a token that may do no more than the one that asks",
      scopes: TOKEN_WRITE,
    },
    "DELETE /api-tokens/{token}/": {
      id: "deleteUserToken",
      summary: "Take back a token of the caller, in a session whatever their role is by now",
      scopes: ANY_TOKEN,
      refusals: {
        403: `${FOR_USERS[403]} Or it lacks org:admin, and is not the one to be taken back.`,
      },
    },
    "DELETE /api-tokens/self/": {
      id: "deleteOwnToken",
      summary: "Take back the token that asks",
      scopes: ANY_TOKEN,
      isAddition: true,
    },
    "GET /organizations/{organization}/members/{member}/api-tokens/": {
      id: "listMemberTokens",
      summary: "List the tokens of a member",
      scopes: MEMBER_DELETE,
      isAddition: true,
    },
    "DELETE /organizations/{organization}/members/{member}/api-tokens/{token}/": {
      id: "deleteMemberToken",
      summary: "Take back a token of a member",
      scopes: MEMBER_DELETE,
      isAddition: true,
    },
    "GET /organizations/{organization}/org-auth-tokens/": {
      id: "listOrganizationTokens",
      summary: "List an organization's tokens",
      scopes: ORG_READ,
    },
    "POST /organizations/{organization}/org-auth-tokens/": {
      id: "createOrganizationToken",
      summary: "Make an organization token",
      scopes: TOKEN_WRITE,
    },
    "DELETE /organizations/{organization}/org-auth-tokens/{token}/": {
      id: "deleteOrganizationToken",
      summary: "Take back an organization token",
      scopes: TOKEN_WRITE,
    },
  },
};
