import type { Project, Repository } from "../state/entities.ts";
import type { Caller } from "./caller.ts";

/** 0 nothing, 1 read, 2 write, 3 administer. */
export type Level = 0 | 1 | 2 | 3;

const levels: Record<string, Level> = {
  PROJECT_VIEW: 1,
  PROJECT_READ: 1,
  PROJECT_WRITE: 2,
  PROJECT_ADMIN: 3,
  REPO_READ: 1,
  REPO_WRITE: 2,
  REPO_ADMIN: 3,
};

export function levelOf(permission: string): Level {
  return levels[permission] ?? 0;
}

/** What the caller may do with a project: his permissions, cut down by his token, at least read if public. */
export function projectLevel(caller: Caller, project: Project): Level {
  const anyone = project.public ? 1 : 0;
  const { user, token } = caller;
  if (token && token.scope.type !== "user") {
    const inScope = token.scope.type === "project" && sameKey(token.scope.projectKey, project.key);
    return inScope ? highest([anyone, ...token.permissions.map(levelOf)]) : anyone;
  }
  if (!user) return anyone;
  const granted = isAdministrator(caller) || project.ownerId === user.id ? 3 : 0;
  const grants = user.grants.map((grant) =>
    "projectId" in grant && grant.projectId === project.id ? levelOf(grant.permission) : 0,
  );
  return highest([anyone, narrow(highest([granted, ...grants]), caller)]);
}

/** What the caller may do with a repository; a permission on its project counts for it too. */
export function repositoryLevel(caller: Caller, repository: Repository, project: Project): Level {
  const ofProject = projectLevel(caller, project);
  const anyone = repository.public ? 1 : 0;
  const { user, token } = caller;
  if (token && token.scope.type === "repository") {
    const { projectKey, slug } = token.scope;
    // A token stays with its repository when that is renamed or moved.
    const inScope = [{ projectKey: project.key, slug: repository.slug }]
      .concat(repository.formerAddresses)
      .some((address) => sameKey(address.projectKey, projectKey) && address.slug === slug);
    return inScope
      ? highest([anyone, ...token.permissions.map(levelOf)])
      : highest([anyone, ofProject]);
  }
  const grants = (user?.grants ?? []).map((grant) =>
    "repositoryId" in grant && grant.repositoryId === repository.id ? levelOf(grant.permission) : 0,
  );
  return highest([anyone, ofProject, narrow(highest(grants), caller)]);
}

/** Global administrators. A token never makes one: administration needs OAuth or Basic (reference 10.3). */
export function isAdministrator({ user }: Caller): boolean {
  return user?.globalPermission === "ADMIN" || user?.globalPermission === "SYS_ADMIN";
}

export function mayCreateProjects(caller: Caller): boolean {
  const isToken = caller.token !== undefined;
  return (
    !isToken && (isAdministrator(caller) || caller.user?.globalPermission === "PROJECT_CREATE")
  );
}

function narrow(level: Level, { token }: Caller): Level {
  if (!token) return level;
  const allowed = highest(token.permissions.map(levelOf));
  return allowed < level ? allowed : level;
}

function highest(candidates: readonly Level[]): Level {
  return candidates.reduce((best, level) => (level > best ? level : best), 0);
}

function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
