import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getApiRoot } from "./get-api-root.ts";
import { getOrganization } from "./get-organization.ts";
import { listOrganizationsOfCaller } from "./list-organizations.ts";

/** Who calls, and the organizations they belong to. */
export function organizationRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  getApiRoot(app);
  listOrganizationsOfCaller(app, deps);
  getOrganization(app, deps);
}
