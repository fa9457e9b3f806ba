import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { createProject } from "./create-project.ts";
import { getProject } from "./get-project.ts";
import { listKeysOfProject } from "./list-project-keys.ts";
import { listProjectsOfOrganization } from "./list-projects.ts";

/** Projects and the addresses that applications report to. */
export function projectRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  listProjectsOfOrganization(app, deps);
  createProject(app, deps);
  getProject(app, deps);
  listKeysOfProject(app, deps);
}
