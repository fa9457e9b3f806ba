import { z } from "zod";
import type { RestApi } from "../http/rest-api.ts";
import type { Project, Repository } from "../types.ts";

export type RepositoryPermission = "REPO_READ" | "REPO_WRITE" | "REPO_ADMIN";

export interface RepositoryFilter {
  /** Only repositories on which the user has at least this permission. */
  permission?: RepositoryPermission;
}

/** Bitbucket's own filters of its list; each ignores case. */
export interface RepositoryQuery extends RepositoryFilter {
  name?: string;
  projectname?: string;
  /** Ignored before 8.0. */
  projectkey?: string;
}

const projectSchema = z
  .object({ key: z.string(), name: z.string(), type: z.string().optional() })
  .transform(toProject);

export const repositorySchema = z
  .object({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    project: projectSchema,
    archived: z.boolean().optional(),
    links: z
      .object({ clone: z.array(z.object({ href: z.string(), name: z.string() })).optional() })
      .optional(),
  })
  .transform(toRepository);

/** Archived repositories are left out, as Bitbucket does unless asked for them. */
export function getRepos(
  api: RestApi,
  query: RepositoryQuery = {},
): AsyncGenerator<Repository, void, undefined> {
  return api.pages(api.path.repos(), repositorySchema, { ...query });
}

export function getRepo(api: RestApi, projectKey: string, slug: string): Promise<Repository> {
  return api.get(api.path.repo(projectKey, slug), repositorySchema);
}

function toProject(wire: { key: string; name: string; type?: string }): Project {
  return { key: wire.key, name: wire.name, personal: wire.type === "PERSONAL" };
}

function toRepository(wire: {
  id: number;
  slug: string;
  name: string;
  project: Project;
  archived?: boolean;
  links?: { clone?: { href: string; name: string }[] };
}): Repository {
  const { id, slug, name, project, archived = false, links } = wire;
  const cloneLinks = Object.fromEntries((links?.clone ?? []).map((link) => [link.name, link.href]));
  return { id, slug, name, project, archived, cloneLinks };
}
