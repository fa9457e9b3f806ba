import type { CommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** As many as a person looks through before they search. */
const MOST_CHOICES = "20";

/** The first repositories whose name has this in it. */
export function useRepositoryChoices(organization: string, query: string) {
  return useQuery({
    queryKey: [...keys.organization(organization), "repository-choices", query],
    queryFn: ({ signal }) =>
      callApi<RepositoryAnswer[]>("GET", apiPath`/organizations/${organization}/repos/`, {
        signal,
        query: { query, per_page: MOST_CHOICES },
      }),
    placeholderData: keepPreviousData,
  });
}

/**
 * The newest commits of a repository.
 * @param query at least four digits of a sha, or the address of an author; empty for any
 */
export function useCommitChoices(organization: string, repository: string, query: string) {
  return useQuery({
    queryKey: [...keys.organization(organization), "commit-choices", repository, query],
    queryFn: ({ signal }) =>
      callApi<CommitAnswer[]>(
        "GET",
        apiPath`/organizations/${organization}/repos/${repository}/commits/`,
        { signal, query: { query, per_page: MOST_CHOICES } },
      ),
    enabled: repository !== "",
  });
}
