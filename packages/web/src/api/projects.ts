import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

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
  /** Made of the name when there is none. */
  slug?: string;
}

export function useCreateProject(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewProject) =>
      callApi<ProjectAnswer>("POST", apiPath`/organizations/${organization}/projects/`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.projects(organization) }),
  });
}

export function useProject(organization: string, slug: string) {
  return useQuery({
    queryKey: keys.project(organization, slug),
    queryFn: ({ signal }) =>
      callApi<ProjectAnswer>("GET", apiPath`/projects/${organization}/${slug}/`, { signal }),
  });
}

/** A page of the projects, found by a part of their names. */
export function useProjectPage(
  organization: string,
  query: { query?: string | undefined; cursor?: string | undefined },
) {
  return usePage<ProjectAnswer>(
    keys.projectPages(organization),
    apiPath`/organizations/${organization}/projects/`,
    query,
  );
}

/** With all that it has: issues, events and keys. */
export function useDeleteProject(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ slug }: Pick<ProjectAnswer, "slug">) =>
      callApi<void>("DELETE", apiPath`/projects/${organization}/${slug}/`),
    // What is shown now is its own page, which would ask for it once more.
    onSuccess: () =>
      queryClient.removeQueries({ queryKey: keys.projects(organization), type: "inactive" }),
  });
}
