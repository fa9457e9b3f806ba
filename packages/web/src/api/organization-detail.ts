import type { OrganizationDetailAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { projectsQuery } from "./projects.ts";

/** An organization with where its issues are, and what who is logged in may do in it. */
const detailQuery = (organization: string) =>
  queryOptions({
    queryKey: keys.organizationDetail(organization),
    queryFn: ({ signal }) =>
      callApi<OrganizationDetailAnswer>("GET", apiPath`/organizations/${organization}/`, {
        signal,
      }),
    staleTime: 60_000,
  });

export const useOrganizationDetail = (organization: string) => useQuery(detailQuery(organization));

/** Whether there is a first run to be gone through, by somebody who may set up the organization. */
export async function isFirstRunDue(
  queryClient: QueryClient,
  organization: string,
): Promise<boolean> {
  const { access, relaysTo } = await queryClient.ensureQueryData(detailQuery(organization));
  if (relaysTo !== null || !access.includes("org:write")) return false;
  return (await queryClient.ensureQueryData(projectsQuery(organization))).length === 0;
}
