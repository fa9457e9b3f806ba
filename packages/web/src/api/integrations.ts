import type {
  IntegrationAnswer,
  ProvidersAnswer,
} from "@sentry-bitbucket-server/api-contract/integration";
import { useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

/** What can be installed, and what its page tells. */
export function useProviders(organization: string) {
  return useQuery({
    queryKey: keys.providers(organization),
    queryFn: ({ signal }) =>
      callApi<ProvidersAnswer>(
        "GET",
        apiPath`/organizations/${organization}/config/integrations/`,
        {
          signal,
        },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A page of what is installed. */
export function useIntegrations(organization: string, query: { cursor?: string | undefined }) {
  return usePage<IntegrationAnswer>(
    keys.integrations(organization),
    apiPath`/organizations/${organization}/integrations/`,
    query,
  );
}
