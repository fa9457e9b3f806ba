import type { ChoicesAnswer } from "@sentry-bitbucket-server/api-contract/link";
import type {
  LinkedRepositoryAnswer,
  RepositoryAnswer,
} from "@sentry-bitbucket-server/api-contract/repository";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { LIVE_MS } from "./live.ts";
import { usePage } from "./use-page.ts";

/** The repositories of one integration, which an organization links and unlinks. */
export interface IntegrationKey {
  organization: string;
  integration: string;
}

export type Choice = ChoicesAnswer["repos"][number];

/** What Bitbucket has that is not linked yet; without a search its first thousand. */
export function useRepositoryChoices(
  { organization, integration }: IntegrationKey,
  search: string,
) {
  return useQuery({
    queryKey: [...keys.repositoryChoices(organization, integration), search],
    queryFn: ({ signal }) =>
      callApi<ChoicesAnswer>(
        "GET",
        apiPath`/organizations/${organization}/integrations/${integration}/repos/`,
        { query: { search }, signal },
      ),
    placeholderData: keepPreviousData,
  });
}

/** A page of what is linked, by name, seen as it changes. */
export function useLinkedRepositories(
  { organization, integration }: IntegrationKey,
  query: { query?: string | undefined; cursor?: string | undefined },
) {
  return usePage<LinkedRepositoryAnswer>(
    keys.repositoriesOf(organization, integration),
    apiPath`/organizations/${organization}/repos/`,
    { integration_id: integration, ...query },
    LIVE_MS,
  );
}

type Act = "reconcile" | "test-hook" | "rotate-secret" | "unlink" | "unlink-anyway";

const CALLS = {
  reconcile: { method: "POST", below: "reconcile/" },
  "test-hook": { method: "POST", below: "test-hook/" },
  "rotate-secret": { method: "POST", below: "rotate-secret/" },
  unlink: { method: "DELETE", below: "" },
  // Its webhook stays in Bitbucket where that does not let us delete it.
  "unlink-anyway": { method: "DELETE", below: "?leaveHook=1" },
} as const;

/** Does something with one that is linked, and has all lists with it asked for again. */
export function useRepositoryAct({ organization, integration }: IntegrationKey, act: Act) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn(id: string) {
      const { method, below } = CALLS[act];
      const path = apiPath`/organizations/${organization}/repos/${id}/`;
      return callApi<Partial<RepositoryAnswer>>(method, path + below);
    },
    onSuccess: () =>
      Promise.all(
        [keys.repositories(organization), keys.repositoryChoices(organization, integration)].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
