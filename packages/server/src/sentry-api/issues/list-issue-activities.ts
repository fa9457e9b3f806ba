import type { Database } from "../../db/database.ts";
import { listActivities } from "../../issues/activity-store.ts";
import type { Api } from "../api.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { toSentryActivity } from "./to-sentry-activity.ts";

/** `GET …/issues/{issue}/activities/`: what happened to an issue, newest first. */
export function listActivitiesOfIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}activities/`,
      { schema: { params: issueParamsOfAnyForm } },
      async (request) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const activities = await listActivities(db, issue.id);
        return { activity: activities.map(toSentryActivity) };
      },
    );
  }
}
