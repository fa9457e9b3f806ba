import type { Database } from "../../db/database.ts";
import { findLatestEvent } from "../../ingest/event-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getIssueFor, issueParams } from "./get-issue-for.ts";
import { toSentryEvent } from "./to-sentry-event.ts";

/** `GET …/issues/{issue}/events/latest/` */
export function getLatestEvent(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/issues/:issue/events/latest/",
    { schema: { params: issueParams } },
    async (request) => {
      const { issue } = await getIssueFor(db, request, request.params);
      const event = await findLatestEvent(db, issue.id);
      if (!event) throw notFound("The issue has no event.");
      return toSentryEvent(event);
    },
  );
}
