import type {
  CompletionRulesAnswer,
  PreviewedReleaseAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

const pathOf = (organization: string, project: string) =>
  apiPath`/projects/${organization}/${project}/completion-rules/`;

/** How releases of a project that have no commits are told theirs. */
export function useCompletionRules(organization: string, project: string) {
  return useQuery({
    queryKey: keys.completionRules(organization, project),
    queryFn: ({ signal }) =>
      callApi<CompletionRulesAnswer>("GET", pathOf(organization, project), { signal }),
  });
}

/** What the rules would make of the newest 50 releases, which are asked of the upstream. */
export function useRulesPreview(organization: string, project: string) {
  return useQuery({
    queryKey: keys.rulesPreview(organization, project),
    queryFn: ({ signal }) =>
      callApi<PreviewedReleaseAnswer[]>("GET", `${pathOf(organization, project)}preview/`, {
        signal,
      }),
    staleTime: 60_000,
  });
}

export function useSaveCompletionRules(organization: string, project: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CompletionRulesAnswer) =>
      callApi<CompletionRulesAnswer>("PUT", pathOf(organization, project), { body }),
    onSuccess(rules) {
      queryClient.setQueryData(keys.completionRules(organization, project), rules);
      return queryClient.invalidateQueries({ queryKey: keys.rulesPreview(organization, project) });
    },
  });
}
