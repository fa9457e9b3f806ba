import type { Api } from "../api.ts";
import { findShortId } from "./find-short-id.ts";
import { getIssue } from "./get-issue.ts";
import { getLatestEvent } from "./get-latest-event.ts";
import { listActivitiesOfIssue } from "./list-issue-activities.ts";
import { listIssuesOfScope } from "./list-issues.ts";
import type { ShowIssueDeps } from "./show-issue.ts";
import { updateIssue } from "./update-issue.ts";

/** Issues, what happened to them, and their events. */
export function issueRoutes(app: Api, deps: ShowIssueDeps): void {
  listIssuesOfScope(app, deps);
  getIssue(app, deps);
  updateIssue(app, deps);
  listActivitiesOfIssue(app, deps);
  findShortId(app, deps);
  getLatestEvent(app, deps);
}
