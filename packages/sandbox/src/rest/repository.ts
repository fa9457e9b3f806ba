import { rm } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readDefaultBranch, writeDefaultBranch } from "../git/default-branch.ts";
import type { Access, Located } from "../http/access.ts";
import { noSuchProject, notAuthorised } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import { projectLevel } from "../http/permissions.ts";
import type { Instance } from "../instance.ts";
import type { Project, Repository } from "../state/entities.ts";
import type { WebhookEvents } from "../webhooks/webhook-events.ts";
import { toRepository } from "../wire/to-repository.ts";
import { checkNameIsFree, repositoryName, toSlug } from "./repository-name.ts";

const repositoryUpdate = z.object({
  name: repositoryName.optional(),
  description: z.string().optional(),
  forkable: z.boolean().optional(),
  public: z.boolean().optional(),
  archived: z.boolean().optional(),
  defaultBranch: z.string().min(1).optional(),
  project: z.object({ key: z.string() }).optional(),
});

/** The repository itself: `GET R`, `PUT R` (rename, move, archive …), `DELETE R`. */
export function registerRepository(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  events: WebhookEvents,
): void {
  const { state } = instance;

  app.get("", async (request) =>
    toRepository(access.repository(request, "REPO_READ").repository, instance),
  );

  app.put("", async (request, reply) => {
    const located = access.repository(request, "REPO_ADMIN");
    const {
      name,
      defaultBranch,
      project: target,
      ...fields
    } = parseBody(request, repositoryUpdate);
    const project = target ? access.findProject(target.key) : located.project;
    if (!project) throw noSuchProject(target?.key ?? "");
    if (projectLevel(request.caller, project) < 3 && target) throw notAuthorised();
    const before = toRepository(located.repository, instance);
    const after = moveRepository(instance, located, project, name ?? located.repository.name);
    state.repositories.update({ ...after, ...fields });
    if (defaultBranch) await changeDefaultBranch(instance.gitDir(after.id), defaultBranch);
    const answer = toRepository(state.repositories.getById(after.id), instance);
    events.repositoryModified(request.caller, after, before, answer);
    return reply.status(201).send(answer);
  });

  app.delete<{ Params: { projectKey?: string; repositorySlug: string } }>(
    "",
    async (request, reply) => {
      const { projectKey = "", repositorySlug } = request.params;
      if (!access.findRepositoryNowOrBefore(projectKey, repositorySlug)) {
        return reply.status(204).send();
      }
      const { repository } = access.repository(request, "REPO_ADMIN");
      forgetRepository(instance, repository);
      await rm(instance.gitDir(repository.id), { recursive: true, force: true });
      return reply.status(202).send({
        context: null,
        message: "Repository scheduled for deletion.",
        exceptionName: null,
      });
    },
  );
}

/** Gives a repository a new name and project; the address it leaves goes on as a redirect. */
function moveRepository(
  instance: Instance,
  { repository, project: oldProject }: Located,
  project: Project,
  name: string,
): Repository {
  const slug = toSlug(name);
  if (slug === repository.slug && project.id === oldProject.id) return { ...repository, name };
  checkNameIsFree(instance, project, slug, repository.id);
  const left = { projectKey: oldProject.key, slug: repository.slug };
  const formerAddresses = [...repository.formerAddresses, left];
  return { ...repository, name, slug, projectId: project.id, formerAddresses };
}

async function changeDefaultBranch(gitDir: string, name: string): Promise<void> {
  const refId = name.startsWith("refs/") ? name : `refs/heads/${name}`;
  if ((await readDefaultBranch(gitDir)) !== refId) await writeDefaultBranch(gitDir, refId);
}

function forgetRepository({ state }: Instance, { id }: Repository): void {
  for (const webhook of state.webhooks.all()) {
    const { scope } = webhook;
    if (scope.type === "repository" && scope.repositoryId === id) state.webhooks.delete(webhook.id);
  }
  for (const row of state.activities.all())
    if (row.repositoryId === id) state.activities.delete(row.id);
  for (const row of state.pullRequests.all()) {
    if (row.repositoryId === id) state.pullRequests.delete(row.id);
  }
  state.repositories.delete(id);
}
