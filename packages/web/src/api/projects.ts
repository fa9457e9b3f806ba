import type {
  ProjectAnswer,
  ProjectKeyAnswer,
} from "@sentry-bitbucket-server/api-contract/project";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** The first projects of an organization. */
export const projectsQuery = (organization: string) =>
  queryOptions({
    queryKey: keys.projects(organization),
    queryFn: ({ signal }) =>
      callApi<ProjectAnswer[]>("GET", apiPath`/organizations/${organization}/projects/`, {
        signal,
      }),
  });

export const useProjects = (organization: string) => useQuery(projectsQuery(organization));

export interface NewProject {
  name: string;
  platform: string;
}

export function useCreateProject(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProject) =>
      callApi<ProjectAnswer>("POST", apiPath`/organizations/${organization}/projects/`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.projects(organization) }),
  });
}

/** The keys that applications report with; each has a DSN. */
export function useProjectKeys(organization: string, project: string) {
  return useQuery({
    queryKey: keys.projectKeys(organization, project),
    queryFn: ({ signal }) =>
      callApi<ProjectKeyAnswer[]>("GET", apiPath`/projects/${organization}/${project}/keys/`, {
        signal,
      }),
  });
}
