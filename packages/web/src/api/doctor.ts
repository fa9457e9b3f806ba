import type { DoctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";
import { useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** What the doctor finds. It asks all hosts: only when somebody wants to know. */
export function useDoctor(organization: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.doctor(organization),
    queryFn: ({ signal }) =>
      callApi<DoctorAnswer>("GET", apiPath`/organizations/${organization}/doctor/`, { signal }),
    enabled,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
