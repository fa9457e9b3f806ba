import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** The members to whom issues can be assigned. */
export function useAssignees(organization: string) {
  return useQuery({
    queryKey: keys.assignees(organization),
    queryFn: ({ signal }) =>
      callApi<MemberAnswer[]>("GET", apiPath`/organizations/${organization}/users/`, {
        signal,
        query: { per_page: "100" },
      }),
    staleTime: 60_000,
  });
}
