import type { OrganizationDetailAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** An organization with where its issues are. */
export function useOrganizationDetail(organization: string) {
  return useQuery({
    queryKey: keys.organizationDetail(organization),
    queryFn: ({ signal }) =>
      callApi<OrganizationDetailAnswer>("GET", apiPath`/organizations/${organization}/`, {
        signal,
      }),
    staleTime: 60_000,
  });
}
