import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { listEventCommitters } from "./list-event-committers.ts";
import { listIssueCommitters } from "./list-issue-committers.ts";

/** Who may have caused a crash. */
export function suspectCommitRoutes(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry },
): void {
  listEventCommitters(app, deps);
  listIssueCommitters(app, deps);
}
