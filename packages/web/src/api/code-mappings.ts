import type { CodeMappingAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

const pathOf = (organization: string) => apiPath`/organizations/${organization}/code-mappings/`;

/** A page of what says where the source of a project's frames is. */
export function useCodeMappings(
  organization: string,
  project: string,
  query: { cursor?: string | undefined },
) {
  return usePage<CodeMappingAnswer>(
    keys.codeMappings(organization, project),
    pathOf(organization),
    { project, ...query },
  );
}

export interface CodeMappingChange {
  /** Of the one that it takes the place of; undefined makes another. */
  id: string | undefined;
  /** Its number. */
  projectId: string;
  repositoryId: string;
  stackRoot: string;
  sourceRoot: string;
  defaultBranch: string;
}

export function useSaveCodeMapping(organization: string) {
  return useMappingAct(organization, ({ id, ...body }: CodeMappingChange) =>
    id === undefined
      ? callApi<CodeMappingAnswer>("POST", pathOf(organization), { body })
      : callApi<CodeMappingAnswer>("PUT", pathOf(organization) + apiPath`${id}/`, { body }),
  );
}

export function useDeleteCodeMapping(organization: string) {
  return useMappingAct(organization, ({ id }: Pick<CodeMappingAnswer, "id">) =>
    callApi<void>("DELETE", pathOf(organization) + apiPath`${id}/`),
  );
}

function useMappingAct<Input, Answer>(
  organization: string,
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Where frames lead, and whom they suspect, is another now.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.organization(organization) }),
  });
}
