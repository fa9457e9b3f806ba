import type { IssueAnswer, ResolvedIssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { CommitAnswer, CommitFileAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import type {
  AdoptionAnswer,
  DeployAnswer,
  ReleaseAnswer,
} from "@sentry-bitbucket-server/api-contract/release";
import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

/** The `cursor` of a page, and what its list is narrowed by. */
type ListQuery = Readonly<Record<string, string | undefined>>;

/** @param query `query` is a part of the version, `project` a slug */
export function useReleases(organization: string, query: ListQuery) {
  const path = apiPath`/organizations/${organization}/releases/`;
  return usePage<ReleaseAnswer>(keys.releases(organization), path, query);
}

/** How many events of these releases there were on each of the last days: one answer for a whole page. */
export function useAdoption(organization: string, versions: readonly string[]) {
  const wanted = versions.map((version) => `version=${encodeURIComponent(version)}`).join("&");
  return useQuery({
    queryKey: [...keys.releases(organization), "adoption", versions],
    queryFn: ({ signal }) =>
      callApi<AdoptionAnswer>(
        "GET",
        `${apiPath`/organizations/${organization}/release-adoption/`}?${wanted}`,
        { signal },
      ),
    enabled: versions.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** While its commits are being fetched it is asked for again. */
const FETCHING_MS = 1_000;

export function useRelease(organization: string, version: string) {
  const queryKey = keys.release(organization, version);
  const path = apiPath`/organizations/${organization}/releases/${version}/`;
  return useQuery({
    queryKey,
    async queryFn({ signal, client }) {
      const before = client.getQueryData<ReleaseAnswer>(queryKey);
      const release = await callApi<ReleaseAnswer>("GET", path, { signal });
      const isFetched = before?.commitsState === "pending" && release.commitsState !== "pending";
      // Its lists are other ones now.
      if (isFetched) void client.invalidateQueries({ queryKey, predicate: isPart(queryKey) });
      return release;
    },
    refetchInterval: ({ state: { data } }) =>
      data?.commitsState === "pending" ? FETCHING_MS : false,
  });
}

/** Whether a query is of a part of what has this key. */
const isPart =
  (whole: readonly string[]) =>
  ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey.length > whole.length;

/** Has what could not be fetched fetched again. */
export function useRefetchCommits(organization: string, version: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<ReleaseAnswer>(
        "POST",
        apiPath`/organizations/${organization}/releases/${version}/refetch/`,
      ),
    onSuccess: (release) => queryClient.setQueryData(keys.release(organization, version), release),
  });
}

/** Lists of one release, a page at a time: what the address below it gives. */
function releaseList<Row>(part: string) {
  return (organization: string, version: string, query: ListQuery) => {
    const path = apiPath`/organizations/${organization}/releases/${version}/${part}/`;
    return usePage<Row>([...keys.release(organization, version), part], path, query);
  };
}

export const useReleaseCommits = releaseList<CommitAnswer>("commits");
export const useReleaseFiles = releaseList<CommitFileAnswer>("commitfiles");
export const useReleaseDeploys = releaseList<DeployAnswer>("deploys");
export const useResolvedIssues = releaseList<ResolvedIssueAnswer>("resolved");

/** Those that it has commits of. */
export function useReleaseRepositories(organization: string, version: string) {
  return useQuery({
    queryKey: [...keys.release(organization, version), "repositories"],
    queryFn: ({ signal }) =>
      callApi<RepositoryAnswer[]>(
        "GET",
        apiPath`/organizations/${organization}/releases/${version}/repositories/`,
        { signal },
      ),
  });
}

/** The issues that began in a release. */
export function useNewIssues(organization: string, version: string, { cursor }: ListQuery) {
  const quoted = `"${version.replace(/["\\*]/g, String.raw`\$&`)}"`;
  return usePage<IssueAnswer>(
    [...keys.release(organization, version), "new-issues"],
    apiPath`/organizations/${organization}/issues/`,
    { query: `firstRelease:${quoted}`, cursor },
  );
}
