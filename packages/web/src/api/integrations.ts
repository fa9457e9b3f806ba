import type {
  IntegrationAnswer,
  IntegrationHealthAnswer,
  ProvidersAnswer,
  RemainingHooksAnswer,
  RotatedSecretsAnswer,
} from "@sentry-bitbucket-server/api-contract/integration";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { hasStatus } from "./api-error.ts";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { LIVE_MS } from "./live.ts";
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

/** A page of what is installed; the health of each is seen as it changes. */
export function useIntegrations(organization: string, query: { cursor?: string | undefined }) {
  return usePage<IntegrationAnswer>(
    keys.integrations(organization),
    apiPath`/organizations/${organization}/integrations/`,
    query,
    5 * LIVE_MS,
  );
}

const LOOK_MS = 10_000;

/** How many of what is installed cannot do their work, though nobody has paused them. */
export function useBrokenIntegrations(organization: string): number {
  const path = apiPath`/organizations/${organization}/integrations/`;
  const key = keys.integrations(organization);
  const { data } = usePage<IntegrationAnswer>(key, path, {}, LOOK_MS);
  const broken = data?.rows.filter(({ status, isPaused }) => status !== "active" && !isPaused);
  return broken?.length ?? 0;
}

/** One that is installed. */
export function useIntegration(organization: string, id: string) {
  return useQuery({
    queryKey: keys.integration(organization, id),
    queryFn: ({ signal }) =>
      callApi<IntegrationAnswer>(
        "GET",
        apiPath`/organizations/${organization}/integrations/${id}/`,
        { signal },
      ),
    // Bitbucket may refuse us at any time, which hurries nobody. One that is gone does not come back.
    refetchInterval: ({ state }) => !hasStatus(state.error, 404) && 5 * LIVE_MS,
  });
}

/** What the last look found of both directions. */
export function useIntegrationHealth(organization: string, id: string) {
  return useQuery({
    queryKey: keys.integrationHealth(organization, id),
    queryFn: ({ signal }) =>
      callApi<IntegrationHealthAnswer>(
        "GET",
        apiPath`/organizations/${organization}/integrations/${id}/check/`,
        { signal },
      ),
  });
}

/** Looks again, which takes up to half a minute. */
export function useLookAgain(organization: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<IntegrationHealthAnswer>(
        "POST",
        apiPath`/organizations/${organization}/integrations/${id}/check/`,
      ),
    onSuccess: (health) =>
      queryClient.setQueryData(keys.integrationHealth(organization, id), health),
  });
}

/** Has jobs wait instead of asking the host, or go on. */
export function usePause(organization: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (verb: "pause" | "resume") =>
      callApi<IntegrationAnswer>(
        "POST",
        `${apiPath`/organizations/${organization}/integrations/${id}/`}${verb}/`,
      ),
    onSuccess: (integration) => {
      queryClient.setQueryData(keys.integration(organization, id), integration);
      return queryClient.invalidateQueries({ queryKey: keys.integrations(organization) });
    },
  });
}

/** Has the host begin another approval. Answers with where the browser has to go for it. */
export function useApproveAgain(organization: string, id: string) {
  return useMutation({
    mutationFn: () =>
      callApi<{ data: { oauthUrl: string } }>(
        "POST",
        apiPath`/organizations/${organization}/integrations/${id}/approve/`,
      ),
  });
}

/** Gives all webhooks other secrets, one job for each. */
export function useRotateSecrets(organization: string, id: string) {
  return useMutation({
    mutationFn: () =>
      callApi<RotatedSecretsAnswer>(
        "POST",
        apiPath`/organizations/${organization}/integrations/${id}/rotate-secrets/`,
      ),
  });
}

/**
 * Uninstalls one. Answers with the webhooks that are left at the host, or with nothing when none is.
 * What is known of it is kept as it is until that has been read.
 */
export function useUninstall(organization: string, id: string) {
  return useMutation({
    mutationFn: () =>
      callApi<RemainingHooksAnswer | undefined>(
        "DELETE",
        apiPath`/organizations/${organization}/integrations/${id}/`,
      ),
  });
}
