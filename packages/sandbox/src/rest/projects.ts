import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Access } from "../http/access.ts";
import {
  authenticationRequired,
  BitbucketError,
  duplicate,
  notAuthorised,
} from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { parseBody } from "../http/parse-body.ts";
import { levelOf, mayCreateProjects } from "../http/permissions.ts";
import { queryChoice, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toProject } from "../wire/to-project.ts";

const newProject = z.object({
  key: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  public: z.boolean().default(false),
});

const permissions = ["PROJECT_VIEW", "PROJECT_READ", "PROJECT_WRITE", "PROJECT_ADMIN"] as const;

/** `/projects` and `/projects/{k}`. */
export function registerProjects(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  const { state } = instance;

  app.get("/projects", async (request) => {
    const needed = levelOf(queryChoice(request, "permission", permissions) ?? "PROJECT_VIEW");
    const name = queryValue(request, "name")?.trim().toLowerCase() ?? "";
    const { user, token } = request.caller;
    const rows = state.projects.filter(
      (project) =>
        project.name.toLowerCase().includes(name) &&
        access.projectVisibility(request.caller, project) >= needed,
    );
    if (!user && !token && rows.length === 0) throw authenticationRequired();
    rows.sort((one, other) => one.name.localeCompare(other.name));
    return paging.page(request, rowsOf(rows.map((project) => toProject(project, instance))));
  });

  app.post("/projects", async (request, reply) => {
    if (!mayCreateProjects(request.caller)) {
      throw request.caller.user ? notAuthorised() : authenticationRequired();
    }
    const project = state.projects.insert(checkNewProject(parseBody(request, newProject), access));
    return reply.status(201).send(toProject(project, instance));
  });

  app.get("/projects/:projectKey", async (request) =>
    toProject(access.project(request, 1), instance),
  );

  app.delete("/projects/:projectKey", async (request, reply) => {
    const project = access.project(request, 3);
    if (state.repositories.find(({ projectId }) => projectId === project.id)) {
      const message = `The project "${project.key}" cannot be deleted because it has repositories.`;
      throw new BitbucketError(409, "IntegrityException", message);
    }
    state.projects.delete(project.id);
    return reply.status(204).send();
  });
}

function checkNewProject(body: z.output<typeof newProject>, access: Access) {
  const { key, name = key, ...rest } = body;
  if (!key || !name) {
    const message = "The project key must be specified when creating a project.";
    throw new BitbucketError(400, null, message, "key");
  }
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,127}$/.test(key)) {
    const message =
      "Please specify a valid project key. It must start with a letter and hold only letters, digits, '-' and '_'.";
    throw new BitbucketError(400, "validation.ArgumentValidationException", message, "key");
  }
  if (access.findProject(key)) {
    throw duplicate("key", "This project key is already in use by another project.");
  }
  return { key: key.toUpperCase(), name, ...rest };
}
