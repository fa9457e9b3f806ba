import type { Api } from "../api.ts";
import { deleteIssue } from "./delete-issue.ts";
import { deleteManyIssues } from "./delete-issues.ts";
import { findShortId } from "./find-short-id.ts";
import { getIssue } from "./get-issue.ts";
import { getEventOfIssue } from "./get-issue-event.ts";
import { listEventsOfIssue } from "./list-issue-events.ts";
import { listHashesOfIssue } from "./list-issue-hashes.ts";
import { listActivitiesOfIssue } from "./list-issue-activities.ts";
import { getTagOfIssue } from "./get-issue-tag.ts";
import { listTagValuesOfIssue } from "./list-issue-tag-values.ts";
import { listTagsOfIssue } from "./list-issue-tags.ts";
import { listIssuesOfScope } from "./list-issues.ts";
import type { ShowIssueDeps } from "./show-issue.ts";
import { updateIssue } from "./update-issue.ts";
import { updateIssues } from "./update-issues.ts";

/** Issues, what happened to them, and their events. */
export function issueRoutes(app: Api, deps: ShowIssueDeps): void {
  listIssuesOfScope(app, deps);
  updateIssues(app, deps);
  deleteManyIssues(app, deps);
  getIssue(app, deps);
  updateIssue(app, deps);
  deleteIssue(app, deps);
  listActivitiesOfIssue(app, deps);
  findShortId(app, deps);
  listEventsOfIssue(app, deps);
  getEventOfIssue(app, deps);
  listHashesOfIssue(app, deps);
  listTagsOfIssue(app, deps);
  getTagOfIssue(app, deps);
  listTagValuesOfIssue(app, deps);
}
