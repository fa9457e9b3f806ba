import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { createRepository } from "../git/create-repository.ts";
import type { Access } from "../http/access.ts";
import { noSuchProject, notAuthorised } from "../http/bitbucket-error.ts";
import type { Caller } from "../http/caller.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { parseBody } from "../http/parse-body.ts";
import { isAdministrator, projectLevel, repositoryLevel } from "../http/permissions.ts";
import type { Instance } from "../instance.ts";
import type { Project } from "../state/entities.ts";
import { toRepository } from "../wire/to-repository.ts";
import { checkNameIsFree, repositoryName, toSlug } from "./repository-name.ts";

const newRepository = z.object({
  name: repositoryName,
  scmId: z.literal("git", "The only SCM supported is git.").default("git"),
  description: z.string().optional(),
  forkable: z.boolean().default(true),
  public: z.boolean().default(false),
  defaultBranch: z.string().min(1).default("master"),
});

/** `/projects/{k}/repos`: the repositories of one project, and making a new one. */
export function registerProjectRepositories(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  const { state } = instance;

  app.get("/projects/:projectKey/repos", async (request) => {
    const project = access.project(request, 1);
    const rows = state.repositories.filter(
      (repository) =>
        repository.projectId === project.id &&
        repositoryLevel(request.caller, repository, project) > 0,
    );
    rows.sort((one, other) => one.name.localeCompare(other.name));
    return paging.page(request, rowsOf(rows.map((row) => toRepository(row, instance))));
  });

  app.post<{ Params: { projectKey: string } }>(
    "/projects/:projectKey/repos",
    async (request, reply) => {
      const { projectKey } = request.params;
      const project =
        access.findProject(projectKey) ?? makePersonalProject(instance, request.caller, projectKey);
      if (!project) throw noSuchProject(projectKey);
      if (projectLevel(request.caller, project) < 3) throw notAuthorised();
      const { scmId: _scmId, defaultBranch, ...body } = parseBody(request, newRepository);
      const slug = toSlug(body.name);
      checkNameIsFree(instance, project, slug);
      const repository = state.repositories.insert({
        ...body,
        slug,
        projectId: project.id,
        hierarchyId: randomBytes(10).toString("hex"),
        archived: false,
        formerAddresses: [],
      });
      await createRepository(instance.gitDir(repository.id), defaultBranch);
      return reply.status(201).send(toRepository(repository, instance));
    },
  );
}

/** The project `~slug` of a user comes into being with its first repository. */
function makePersonalProject(
  { state }: Instance,
  caller: Caller,
  key: string,
): Project | undefined {
  if (!key.startsWith("~")) return undefined;
  const owner = state.users.find(({ slug }) => slug === key.slice(1).toLowerCase());
  if (!owner) return undefined;
  if (caller.user?.id !== owner.id && !isAdministrator(caller)) throw notAuthorised();
  return state.projects.insert({
    key: `~${owner.slug.toUpperCase()}`,
    name: owner.displayName,
    public: false,
    ownerId: owner.id,
  });
}
