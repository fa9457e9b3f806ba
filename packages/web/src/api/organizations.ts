import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** The organizations of who is logged in. */
export const organizationsQuery = queryOptions({
  queryKey: keys.organizations,
  queryFn: ({ signal }) => callApi<OrganizationAnswer[]>("GET", "/organizations/", { signal }),
  staleTime: 60_000,
});

export const useOrganizations = () => useQuery(organizationsQuery);

export function useUpdateOrganization(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Pick<OrganizationAnswer, "name" | "resolveOn">>) =>
      callApi<OrganizationAnswer>("PUT", apiPath`/organizations/${organization}/`, { body }),
    onSuccess: () =>
      Promise.all(
        [keys.organizations, keys.organization(organization)].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
