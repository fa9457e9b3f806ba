import type { Instance } from "../instance.ts";
import type { Repository } from "../state/entities.ts";
import { toProject } from "./to-project.ts";

/** A repository with its project inside, as REST and webhooks show it. */
export function toRepository(repository: Repository, instance: Instance) {
  const project = instance.state.projects.getById(repository.projectId);
  return {
    slug: repository.slug,
    id: repository.id,
    name: repository.name,
    description: repository.description,
    hierarchyId: repository.hierarchyId,
    scmId: "git",
    state: "AVAILABLE",
    statusMessage: "Available",
    forkable: repository.forkable,
    project: toProject(project, instance),
    public: repository.public,
    archived: repository.archived,
    links: instance.links.repository({ key: project.key, slug: repository.slug }),
  };
}
