import type { FastifyInstance } from "fastify";
import { requireJsonAccepted } from "../http/acceptable.ts";
import { acceptJsonOnly } from "../http/accept-json-only.ts";
import { registerApplicationProperties } from "./application-properties.ts";
import { registerCapabilities } from "./capabilities.ts";
import { registerProjectRepositories } from "./project-repositories.ts";
import { registerProjects } from "./projects.ts";
import { registerRepositoryList } from "./repository-list.ts";
import {
  registerRepositoryRoutes,
  registerScopedWebhooks,
  type RestParts,
} from "./repository-routes.ts";
import { registerUsers } from "./users.ts";

/** `/rest`: the API under both of its version names, and the capabilities beside it. */
export function registerRest(app: FastifyInstance, parts: RestParts): void {
  acceptJsonOnly(app);
  requireJsonAccepted(app);
  registerCapabilities(app, parts.instance.links);
  for (const version of ["1.0", "latest"]) {
    app.register(async (api) => registerApi(api, parts), { prefix: `/api/${version}` });
  }
}

function registerApi(app: FastifyInstance, parts: RestParts): void {
  const { instance, access, paging } = parts;
  registerApplicationProperties(app, parts.version);
  registerProjects(app, instance, access, paging);
  registerRepositoryList(app, instance, paging);
  registerProjectRepositories(app, instance, access, paging);
  registerUsers(app, instance, access, paging);
  // A personal project's repositories have two addresses.
  for (const owner of ["/projects/:projectKey", "/users/:userSlug"]) {
    app.register(async (repository) => registerRepositoryRoutes(repository, parts), {
      prefix: `${owner}/repos/:repositorySlug`,
    });
  }
  app.register(
    async (project) =>
      registerScopedWebhooks(project, parts, (request) => ({
        type: "project",
        projectId: access.project(request, 3).id,
      })),
    { prefix: "/projects/:projectKey" },
  );
}
