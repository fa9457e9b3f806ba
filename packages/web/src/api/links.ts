import type { LinkProgressAnswer } from "@sentry-bitbucket-server/api-contract/link";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import type { IntegrationKey } from "./linked-repositories.ts";
import { LIVE_MS } from "./live.ts";

/** Somebody else may have some linked. */
const IDLE_MS = 5_000;

const pathOf = ({ organization, integration }: IntegrationKey) =>
  apiPath`/organizations/${organization}/integrations/${integration}/links/`;

const keyOf = ({ organization, integration }: IntegrationKey) =>
  keys.linkProgress(organization, integration);

/** Repositories of the last ones asked for that are neither linked nor refused. */
export const waitingOf = ({ total, linked, failures }: LinkProgressAnswer): number =>
  total - linked - failures.length;

/** How far the repositories are that were asked for together, whoever did, seen as it changes. */
export function useLinkProgress(of: IntegrationKey) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: keyOf(of),
    async queryFn({ signal }) {
      const before = queryClient.getQueryData<LinkProgressAnswer>(keyOf(of));
      const progress = await callApi<LinkProgressAnswer>("GET", pathOf(of), { signal });
      const hasEnded = before && waitingOf(before) > 0 && waitingOf(progress) === 0;
      if (hasEnded) void askForChoices(queryClient, of);
      return progress;
    },
    refetchInterval: ({ state: { data } }) => (data && waitingOf(data) > 0 ? LIVE_MS : IDLE_MS),
  });
}

/** Has some linked, beside those that wait already. */
export function useLinkRepositories(of: IntegrationKey) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (repositories: readonly string[]) =>
      callApi<LinkProgressAnswer>("POST", pathOf(of), { body: { repositories } }),
    async onSuccess(progress) {
      // An answer that is under way is of before.
      await queryClient.cancelQueries({ queryKey: keyOf(of), exact: true });
      queryClient.setQueryData(keyOf(of), progress);
    },
  });
}

/** Has no more of them linked, and forgets how it went. */
export function useEndLinks(of: IntegrationKey) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi("DELETE", pathOf(of)),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: keyOf(of) });
      await askForChoices(queryClient, of);
    },
  });
}

/** What is linked now is no choice any more. */
function askForChoices(queryClient: QueryClient, { organization, integration }: IntegrationKey) {
  const queryKey = keys.repositoryChoices(organization, integration);
  return queryClient.invalidateQueries({ queryKey });
}
