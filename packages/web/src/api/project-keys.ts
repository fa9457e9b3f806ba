import type { ProjectKeyAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

const pathOf = (organization: string, project: string) =>
  apiPath`/projects/${organization}/${project}/keys/`;

/** The keys that applications report with; each has a DSN. */
export function useProjectKeys(organization: string, project: string) {
  return useQuery({
    queryKey: keys.projectKeys(organization, project),
    queryFn: ({ signal }) =>
      callApi<ProjectKeyAnswer[]>("GET", pathOf(organization, project), { signal }),
  });
}

export function useCreateKey(organization: string, project: string) {
  return useKeyAct(organization, project, () =>
    callApi<ProjectKeyAnswer>("POST", pathOf(organization, project), { body: {} }),
  );
}

/** Turns a key that is on off, and one that is off on. */
export function useSwitchKey(organization: string, project: string) {
  return useKeyAct(organization, project, ({ id, isActive }: ProjectKeyAnswer) =>
    callApi<ProjectKeyAnswer>("PUT", pathOf(organization, project) + apiPath`${id}/`, {
      body: { isActive: !isActive },
    }),
  );
}

export function useDeleteKey(organization: string, project: string) {
  return useKeyAct(organization, project, ({ id }: ProjectKeyAnswer) =>
    callApi<void>("DELETE", pathOf(organization, project) + apiPath`${id}/`),
  );
}

function useKeyAct<Input, Answer>(
  organization: string,
  project: string,
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: keys.projectKeys(organization, project) }),
  });
}
