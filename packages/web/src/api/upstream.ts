import type {
  RelayedIssueAnswer,
  RelayedReleaseAnswer,
  UpstreamAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

const pathOf = (organization: string) => apiPath`/organizations/${organization}/upstream/`;

/** Pauses and their ends are seen by themselves. Milliseconds. */
const FOLLOW_MS = 5_000;

/** The Sentry that an organization relays to; to be asked for only when it does. */
export function useUpstream(organization: string) {
  return useQuery({
    queryKey: keys.upstream(organization),
    queryFn: ({ signal }) => callApi<UpstreamAnswer>("GET", pathOf(organization), { signal }),
    refetchInterval: FOLLOW_MS,
  });
}

export interface UpstreamConnection {
  url: string;
  organization: string;
  token: string;
  /** PEM, of an authority that the service does not know. */
  caCertificate?: string;
}

/** Tries the token, and keeps it. */
export function useConnectUpstream(organization: string) {
  return useUpstreamAct(organization, (body: UpstreamConnection) =>
    callApi<UpstreamAnswer>("POST", pathOf(organization), { body }),
  );
}

export function useCheckUpstream(organization: string) {
  return useUpstreamAct(organization, () =>
    callApi<UpstreamAnswer>("POST", `${pathOf(organization)}check/`),
  );
}

export function useDisconnectUpstream(organization: string) {
  const queryClient = useQueryClient();
  return useMutation<void, Error, UpstreamAnswer>({
    mutationFn: () => callApi<void>("DELETE", pathOf(organization)),
    async onSuccess() {
      const detail = keys.organizationDetail(organization);
      const all = keys.organization(organization);
      // That it does not relay comes first: what is there no more is not to be asked for again.
      await queryClient.invalidateQueries({ queryKey: all, refetchType: "none" });
      await queryClient.refetchQueries({ queryKey: detail });
    },
  });
}

interface RelayedQuery {
  state?: string | undefined;
  cursor?: string | undefined;
}

/** A page of what became of releases, newest first. */
export function useRelayedReleases(organization: string, query: RelayedQuery) {
  return usePage<RelayedReleaseAnswer>(
    keys.relayedReleases(organization),
    `${pathOf(organization)}releases/`,
    { ...query },
    FOLLOW_MS,
  );
}

/** A page of what became of issues that commits resolve, newest first. */
export function useRelayedIssues(organization: string, query: RelayedQuery) {
  return usePage<RelayedIssueAnswer>(
    keys.relayedIssues(organization),
    `${pathOf(organization)}issues/`,
    { ...query },
    FOLLOW_MS,
  );
}

/** Sends the commits of a release once more. */
export function useReplayRelease(organization: string) {
  return useUpstreamAct(organization, ({ version }: Pick<RelayedReleaseAnswer, "version">) =>
    callApi<RelayedReleaseAnswer>(
      "POST",
      pathOf(organization) + apiPath`releases/${version}/replay/`,
    ),
  );
}

/** Tries once more to resolve an issue. */
export function useReplayIssue(organization: string) {
  return useUpstreamAct(organization, ({ id }: Pick<RelayedIssueAnswer, "id">) =>
    callApi<RelayedIssueAnswer>("POST", pathOf(organization) + apiPath`issues/${id}/replay/`),
  );
}

/** Where issues and projects are may be among what changed: all of the organization is asked for again. */
function useUpstreamAct<Input, Answer>(
  organization: string,
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // A look that fails may have paused it.
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.organization(organization) }),
  });
}
