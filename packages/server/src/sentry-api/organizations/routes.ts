import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { listTeams } from "../teams/list-teams.ts";
import { getApiRoot } from "./get-api-root.ts";
import { getCurrentUser } from "./get-current-user.ts";
import { getOrganization } from "./get-organization.ts";
import { listOrganizationsOfCaller } from "./list-organizations.ts";
import { listRegions } from "./list-regions.ts";
import { changeOrganization } from "./update-organization.ts";

/** Who calls, and the organizations they belong to. */
export function organizationRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  getApiRoot(app);
  getCurrentUser(app);
  listRegions(app, deps);
  listOrganizationsOfCaller(app, deps);
  getOrganization(app, deps);
  changeOrganization(app, deps);
  listTeams(app, deps);
}
