import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { createKey } from "./create-project-key.ts";
import { deleteKey } from "./delete-project-key.ts";
import { getKey } from "./get-project-key.ts";
import { listKeys } from "./list-project-keys.ts";
import { updateKey } from "./update-project-key.ts";

/** The addresses that applications report to. */
export function projectKeyRoutes(app: Api, deps: { db: Database; publicUrl: string }): void {
  listKeys(app, deps);
  createKey(app, deps);
  getKey(app, deps);
  updateKey(app, deps);
  deleteKey(app, deps);
}
