import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getEnvironment } from "./get-environment.ts";
import { hideEnvironment } from "./hide-environment.ts";
import { hideManyEnvironments } from "./hide-environments.ts";
import { listEnvironmentsOfScope } from "./list-environments.ts";

/** Where releases run, as events and deploys say. */
export function environmentRoutes(app: Api, deps: { db: Database }): void {
  listEnvironmentsOfScope(app, deps);
  hideManyEnvironments(app, deps);
  getEnvironment(app, deps);
  hideEnvironment(app, deps);
}
