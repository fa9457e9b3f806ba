import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticationRequired } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { levelOf, repositoryLevel } from "../http/permissions.ts";
import { queryChoice, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import type { Project, Repository } from "../state/entities.ts";
import { toRepository } from "../wire/to-repository.ts";

type Matches = (repository: Repository, project: Project) => boolean;

/** `GET /repos`: the repositories of all projects that the caller may see, by their filters. */
export function registerRepositoryList(
  app: FastifyInstance,
  instance: Instance,
  paging: Paging,
): void {
  const { state } = instance;
  app.get("/repos", async (request) => {
    const permission = queryChoice(request, "permission", permissions);
    const matches = filtersOf(request);
    const rows = state.repositories.filter((repository) => {
      const project = state.projects.getById(repository.projectId);
      const level = repositoryLevel(request.caller, repository, project);
      // The implicit permission is lower than REPO_READ: an anonymous caller never has REPO_READ by name.
      const isAnonymous = !request.caller.user && !request.caller.token;
      const isPermitted = permission ? !isAnonymous && level >= levelOf(permission) : level > 0;
      return isPermitted && matches.every((filter) => filter(repository, project));
    });
    const { user, token } = request.caller;
    if (!user && !token && !permission && rows.length === 0) throw authenticationRequired();
    rows.sort((one, other) => one.name.localeCompare(other.name) || one.id - other.id);
    return paging.page(request, rowsOf(rows.map((row) => toRepository(row, instance))));
  });
}

const permissions = ["REPO_READ", "REPO_WRITE", "REPO_ADMIN"] as const;
const states = ["AVAILABLE", "INITIALISING", "INITIALISATION_FAILED"] as const;

function filtersOf(request: FastifyRequest): Matches[] {
  const name = textFilter(request, "name");
  const projectName = textFilter(request, "projectname");
  const projectKey = queryValue(request, "projectkey")?.trim().toLowerCase();
  const archived = queryChoice(request, "archived", ["ACTIVE", "ARCHIVED", "ALL"]) ?? "ACTIVE";
  const visibility = queryChoice(request, "visibility", ["public", "private"]);
  const state = queryChoice(request, "state", states);
  return [
    (repository) => contains(repository.name, name),
    (_, project) => contains(project.name, projectName),
    (_, project) => projectKey === undefined || project.key.toLowerCase() === projectKey,
    (repository) => archived === "ALL" || repository.archived === (archived === "ARCHIVED"),
    (repository, project) =>
      visibility === undefined ||
      (repository.public || project.public) === (visibility === "public"),
    () => state === undefined || state === "AVAILABLE",
  ];
}

function textFilter(request: FastifyRequest, parameter: string): string {
  return queryValue(request, parameter)?.trim().toLowerCase() ?? "";
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part);
}
