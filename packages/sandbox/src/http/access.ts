import type { FastifyRequest } from "fastify";
import type { Project, Repository, RepositoryPermission, User } from "../state/entities.ts";
import type { State } from "../state/state.ts";
import {
  authenticationRequired,
  noSuchProject,
  noSuchRepository,
  notAuthorised,
  Redirect,
} from "./bitbucket-error.ts";
import type { Caller } from "./caller.ts";
import {
  isAdministrator,
  type Level,
  levelOf,
  projectLevel,
  repositoryLevel,
} from "./permissions.ts";

/** A repository together with the project it lies in. */
export interface Located {
  repository: Repository;
  project: Project;
}

/** Finds what a request's address names, and lets in only who may. */
export class Access {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /**
   * The repository of `:projectKey` (or `:userSlug`, for a personal one) and `:repositorySlug`.
   *
   * @throws BitbucketError 404 when there is none, 401 when the caller lacks the permission
   * @throws Redirect when a repository had this address before it was renamed or moved
   */
  repository(request: FastifyRequest, permission: RepositoryPermission): Located {
    const { projectKey, repositorySlug } = addressOf(request);
    const located = this.findRepository(projectKey, repositorySlug);
    if (!located) {
      const moved = this.#findByFormerAddress(projectKey, repositorySlug);
      if (moved) throw new Redirect(redirectTarget(request.originalUrl, moved));
      throw this.findProject(projectKey)
        ? noSuchRepository(projectKey, repositorySlug)
        : noSuchProject(projectKey);
    }
    const level = repositoryLevel(request.caller, located.repository, located.project);
    requireLevel(request.caller, level, levelOf(permission));
    return located;
  }

  /** The project of `:projectKey`. @throws BitbucketError 404, 401 */
  project(request: FastifyRequest, level: Level): Project {
    const { projectKey } = addressOf(request);
    const project = this.findProject(projectKey);
    if (!project) throw noSuchProject(projectKey);
    requireLevel(request.caller, this.projectVisibility(request.caller, project), level);
    return project;
  }

  /** Like `projectLevel`, and at least 1 where the caller may read one of the project's repositories. */
  projectVisibility(caller: Caller, project: Project): Level {
    const level = projectLevel(caller, project);
    if (level > 0) return level;
    const inside = this.#state.repositories.find(
      (repository) =>
        repository.projectId === project.id && repositoryLevel(caller, repository, project) > 0,
    );
    return inside ? 1 : 0;
  }

  /** @throws BitbucketError 401 when nobody has logged in */
  user(request: FastifyRequest): User {
    if (!request.caller.user) throw authenticationRequired();
    return request.caller.user;
  }

  /** @throws BitbucketError 401 unless the caller is a global administrator */
  administrator(request: FastifyRequest): void {
    const isAllowed = isAdministrator(request.caller) && !request.caller.token;
    requireLevel(request.caller, isAllowed ? 3 : 0, 3);
  }

  findProject(key: string): Project | undefined {
    return this.#state.projects.find((project) => same(project.key, key));
  }

  /** Keys and slugs are compared without regard to case. */
  findRepository(projectKey: string, slug: string): Located | undefined {
    const project = this.findProject(projectKey);
    const repository =
      project &&
      this.#state.repositories.find(
        (candidate) => candidate.projectId === project.id && same(candidate.slug, slug),
      );
    return project && repository && { project, repository };
  }

  /** The repository at an address, or the one that was there before a rename or move. */
  findRepositoryNowOrBefore(projectKey: string, slug: string): Located | undefined {
    return this.findRepository(projectKey, slug) ?? this.#findByFormerAddress(projectKey, slug);
  }

  #findByFormerAddress(projectKey: string, slug: string): Located | undefined {
    const repository = this.#state.repositories.find(({ formerAddresses }) =>
      formerAddresses.some(
        (former) => same(former.projectKey, projectKey) && same(former.slug, slug),
      ),
    );
    return (
      repository && { repository, project: this.#state.projects.getById(repository.projectId) }
    );
  }
}

function addressOf(request: FastifyRequest): { projectKey: string; repositorySlug: string } {
  const params = request.params as Record<string, string | undefined>;
  const { projectKey = `~${params.userSlug}`, repositorySlug = "" } = params;
  return { projectKey, repositorySlug };
}

function requireLevel(caller: Caller, level: Level, needed: Level): void {
  if (level >= needed) return;
  throw caller.user || caller.token ? notAuthorised() : authenticationRequired();
}

function redirectTarget(url: string, { project, repository }: Located): string {
  return url.replace(
    /\/(projects|users)\/[^/?]+\/repos\/[^/?]+/,
    `/projects/${project.key}/repos/${repository.slug}`,
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
