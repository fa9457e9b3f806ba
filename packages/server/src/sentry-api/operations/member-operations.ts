import type { OperationArea } from "./operation.ts";
import { MEMBER_DELETE, MEMBER_READ, MEMBER_WRITE, ORG_WRITE } from "./scopes.ts";

const LAST_OWNER = {
  403: "The caller has none of the scopes, or there would be no owner any more.",
};

export const memberOperations: OperationArea = {
  tag: "Members",
  description: "Who belongs to an organization, in which role, and what they did.",
  operations: {
    "GET /organizations/{organization}/members/": {
      id: "listMembers",
      summary: "List an organization's members",
      scopes: MEMBER_READ,
    },
    "POST /organizations/{organization}/members/": {
      id: "inviteMember",
      summary: "Make somebody a member, with a password for one login within seven days",
      scopes: MEMBER_WRITE,
    },
    "GET /organizations/{organization}/members/{member}/": {
      id: "getMember",
      summary: "Retrieve a member",
      scopes: MEMBER_READ,
    },
    "PUT /organizations/{organization}/members/{member}/": {
      id: "updateMember",
      summary: "Give a member another role",
      scopes: MEMBER_WRITE,
      refusals: LAST_OWNER,
    },
    "DELETE /organizations/{organization}/members/{member}/": {
      id: "deleteMember",
      summary: "Remove a member",
      scopes: MEMBER_DELETE,
      refusals: LAST_OWNER,
    },
    "GET /organizations/{organization}/users/": {
      id: "listOrganizationUsers",
      summary: "List the users of an organization",
      scopes: MEMBER_READ,
    },
    "GET /organizations/{organization}/audit-logs/": {
      id: "listAuditLog",
      summary: "List what was done, by whom and from where",
      scopes: ORG_WRITE,
    },
  },
};
