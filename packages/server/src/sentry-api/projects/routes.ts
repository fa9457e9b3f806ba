import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { environmentRoutes } from "../environments/routes.ts";
import { projectKeyRoutes } from "../project-keys/routes.ts";
import { createProject } from "./create-project.ts";
import { removeProject } from "./delete-project.ts";
import { getOwnership } from "./get-ownership.ts";
import { getProject } from "./get-project.ts";
import { linkProjectRepository } from "./link-project-repository.ts";
import { listProjectsOfOrganization } from "./list-projects.ts";
import { updateOwnership } from "./update-ownership.ts";
import { changeProject } from "./update-project.ts";

/** Projects and the addresses that applications report to. */
export function projectRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  listProjectsOfOrganization(app, deps);
  createProject(app, deps);
  getProject(app, deps);
  getOwnership(app, deps);
  updateOwnership(app, deps);
  linkProjectRepository(app, deps);
  changeProject(app, deps);
  removeProject(app, deps);
  projectKeyRoutes(app, deps);
  environmentRoutes(app, deps);
}
