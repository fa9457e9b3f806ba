import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import { noSuchProject, noSuchRepository, noSuchUser } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import type { Grant, ProjectPermission, RepositoryPermission } from "../state/entities.ts";
import type { State } from "../state/state.ts";

const projectPermissions = ["PROJECT_READ", "PROJECT_WRITE", "PROJECT_ADMIN"] as const;
const repositoryPermissions = ["REPO_READ", "REPO_WRITE", "REPO_ADMIN"] as const;

const grantBody = z.union([
  z.object({
    project: z.string(),
    repository: z.string(),
    permission: z.enum(repositoryPermissions),
  }),
  z.object({ project: z.string(), permission: z.enum(projectPermissions) }),
]);

const userBody = z.object({
  password: z.string().min(1).optional(),
  displayName: z.string().optional(),
  emailAddress: z.string().optional(),
  slug: z.string().optional(),
  active: z.boolean().optional(),
  /** null: not licensed. */
  globalPermission: z.enum(["LICENSED_USER", "PROJECT_CREATE", "ADMIN", "SYS_ADMIN"]).nullish(),
  grants: z.array(grantBody).optional(),
});

/** `PUT /sandbox/users/{name}`: makes or changes a user; `grants` replaces his permissions. */
export function registerUserRoutes(app: FastifyInstance, state: State, access: Access): void {
  app.put<{ Params: { name: string } }>("/users/:name", async (request) => {
    const { name } = request.params;
    const { grants, globalPermission, ...fields } = parseBody(request, userBody);
    const existing = state.users.find((user) => user.name === name);
    const user = existing ?? state.users.insert(newUser(name));
    state.users.update({
      ...user,
      ...fields,
      // null takes the licence away, absent leaves it.
      globalPermission:
        globalPermission === undefined ? user.globalPermission : (globalPermission ?? undefined),
      grants: grants ? grants.map((grant) => toGrant(grant, access)) : user.grants,
    });
    return state.users.getById(user.id);
  });

  app.delete<{ Params: { name: string } }>("/users/:name", async (request, reply) => {
    const user = state.users.find(({ name }) => name === request.params.name);
    if (!user) throw noSuchUser(request.params.name);
    // Commits and pushes still name him.
    state.users.update({ ...user, active: false });
    return reply.status(204).send();
  });
}

function newUser(name: string) {
  return {
    name,
    slug: name.toLowerCase().replace(/[^a-z0-9._-]/g, "_"),
    displayName: name,
    emailAddress: `${name}@example.com`,
    password: name,
    active: true,
    type: "NORMAL" as const,
    globalPermission: "LICENSED_USER" as const,
    grants: [],
  };
}

function toGrant(grant: z.output<typeof grantBody>, access: Access): Grant {
  const project = access.findProject(grant.project);
  if (!project) throw noSuchProject(grant.project);
  if (!("repository" in grant)) {
    return { projectId: project.id, permission: grant.permission satisfies ProjectPermission };
  }
  const located = access.findRepository(grant.project, grant.repository);
  if (!located) throw noSuchRepository(grant.project, grant.repository);
  const permission: RepositoryPermission = grant.permission;
  return { repositoryId: located.repository.id, permission };
}
