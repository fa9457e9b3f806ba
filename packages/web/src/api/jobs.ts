import type {
  JobAnswer,
  JobDetailAnswer,
  JobStatsAnswer,
} from "@sentry-bitbucket-server/api-contract/job";
import type { LaneAnswer } from "@sentry-bitbucket-server/api-contract/lane";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { hasStatus } from "./api-error.ts";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

const STATS_MS = 5_000;
const WAITING_MS = 1_000;

/** What waits now, and waited in the last day. */
export function useJobStats(organization: string) {
  return useQuery({
    queryKey: keys.jobStats(organization),
    queryFn: ({ signal }) =>
      callApi<JobStatsAnswer>("GET", apiPath`/organizations/${organization}/jobs/stats/`, {
        signal,
      }),
    refetchInterval: STATS_MS,
  });
}

/** A page of the lanes in which jobs wait, by name. */
export function useLanes(organization: string, cursor: string | undefined) {
  return usePage<LaneAnswer>(
    keys.lanes(organization),
    apiPath`/organizations/${organization}/lanes/`,
    { cursor },
    STATS_MS,
  );
}

/** A page of jobs, newest first. */
export function useJobs(
  organization: string,
  query: { state?: JobAnswer["state"] | undefined; cursor?: string | undefined },
) {
  return usePage<JobAnswer>(
    keys.jobs(organization),
    apiPath`/organizations/${organization}/jobs/`,
    { ...query },
  );
}

/** One with its attempts, followed as long as it waits. */
export function useJob(organization: string, id: string) {
  return useQuery({
    queryKey: keys.job(organization, id),
    queryFn: ({ signal }) =>
      callApi<JobDetailAnswer>("GET", apiPath`/organizations/${organization}/jobs/${id}/`, {
        signal,
      }),
    // One that was deleted meanwhile stays as it was seen last.
    refetchInterval: ({ state: { data, error } }) =>
      data?.state === "waiting" && !hasStatus(error, 404) && WAITING_MS,
  });
}

/** Has a job that was set aside tried again. */
export function useReplayJob(organization: string) {
  return useJobAct(organization, (id: string) =>
    callApi<JobAnswer>("POST", apiPath`/organizations/${organization}/jobs/${id}/replay/`),
  );
}

/** Gives a job that was set aside up for good. */
export function useDismissJob(organization: string) {
  return useJobAct(organization, (id: string) =>
    callApi<void>("DELETE", apiPath`/organizations/${organization}/jobs/${id}/`),
  );
}

/** Has all that were set aside tried again. */
export function useReplayJobs(organization: string) {
  return useJobAct<void, { replayed: number }>(organization, () =>
    callApi("POST", apiPath`/organizations/${organization}/jobs/replay/`),
  );
}

/** What it was about is asked for again, whether it worked or not: somebody else may have done it. */
function useJobAct<Given, Result>(organization: string, act: (given: Given) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.jobs(organization) }),
  });
}
