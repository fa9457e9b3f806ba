import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getAndHideEnvironment } from "./get-environment.ts";
import { listEnvironmentsOfScope } from "./list-environments.ts";

/** Where releases run, as events and deploys say. */
export function environmentRoutes(app: Api, deps: { db: Database }): void {
  listEnvironmentsOfScope(app, deps);
  getAndHideEnvironment(app, deps);
}
