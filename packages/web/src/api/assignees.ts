import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { apiPath } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

/** The first members to whom issues can be assigned, found by a part of name or address. */
export function useAssignees(organization: string, query: string) {
  const path = apiPath`/organizations/${organization}/users/`;
  return usePage<MemberAnswer>(keys.assignees(organization), path, { query });
}
