import type { Instance } from "../instance.ts";
import type { Project } from "../state/entities.ts";
import { toUser } from "./to-user.ts";

/** A project; a personal one also names its owner. `description` is left out when there is none. */
export function toProject(project: Project, { state, links }: Instance) {
  const owner = project.ownerId === undefined ? undefined : state.users.getById(project.ownerId);
  return {
    key: project.key,
    id: project.id,
    name: project.name,
    description: project.description,
    public: project.public,
    type: owner ? "PERSONAL" : "NORMAL",
    owner: owner && toUser(owner, links),
    links: links.project(project.key),
  };
}
