import type {
  CommitDetailAnswer,
  RepositoryCommitAnswer,
} from "@sentry-bitbucket-server/api-contract/commit";
import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

interface ListQuery {
  query?: string | undefined;
  cursor?: string | undefined;
}

/** A page of an organization's repositories, by name. */
export function useRepositories(organization: string, query: ListQuery) {
  return usePage<LinkedRepositoryAnswer>(
    keys.repositories(organization),
    apiPath`/organizations/${organization}/repos/`,
    { ...query },
  );
}

const repositoryQuery = (organization: string, id: string) =>
  queryOptions({
    queryKey: keys.repository(organization, id),
    queryFn: ({ signal }) =>
      callApi<LinkedRepositoryAnswer>("GET", apiPath`/organizations/${organization}/repos/${id}/`, {
        signal,
      }),
  });

export const useRepository = (organization: string, id: string) =>
  useQuery(repositoryQuery(organization, id));

/** A page of a repository's commits, newest first. */
export function useCommits(organization: string, repository: string, query: ListQuery) {
  return usePage<RepositoryCommitAnswer>(
    keys.commits(organization, repository),
    apiPath`/organizations/${organization}/repos/${repository}/commits/`,
    { ...query },
  );
}

const BEGINNING_OF_SHA = /^[0-9a-f]{7,40}$/i;

/** The commits of all repositories whose sha begins like that; none while it can be no sha, or is too short. */
export function useFoundCommits(organization: string, text: string) {
  const query = text.trim();
  return useQuery({
    queryKey: [...keys.foundCommits(organization), query],
    queryFn: ({ signal }) =>
      callApi<RepositoryCommitAnswer[]>("GET", apiPath`/organizations/${organization}/commits/`, {
        query: { query },
        signal,
      }),
    enabled: BEGINNING_OF_SHA.test(query),
  });
}

/** One with its changed files. */
export function useCommit(organization: string, repository: string, sha: string) {
  return useQuery({
    queryKey: [...keys.commits(organization, repository), sha],
    queryFn: ({ signal }) =>
      callApi<CommitDetailAnswer>(
        "GET",
        apiPath`/organizations/${organization}/repos/${repository}/commits/${sha}/`,
        { signal },
      ),
  });
}

/** Some repositories by their numbers, as far as they are known yet. */
export function useRepositoriesById(organization: string, ids: readonly string[]) {
  const answers = useQueries({ queries: ids.map((id) => repositoryQuery(organization, id)) });
  return answers.flatMap(({ data }) => data ?? []);
}
