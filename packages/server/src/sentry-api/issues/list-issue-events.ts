import type { Database } from "../../db/database.ts";
import { listEvents } from "../../ingest/event-list-store.ts";
import type { Api } from "../api.ts";
import { answerPage, parsePage } from "../page.ts";
import { byOccurrence, eventListQuery, toListedEvents } from "./event-list-query.ts";
import { getIssueFor, issueParams } from "./get-issue-for.ts";

/** `GET …/issues/{issue}/events/`, newest first. */
export function listEventsOfIssue(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/issues/:issue/events/",
    { schema: { params: issueParams, querystring: eventListQuery } },
    async (request, reply) => {
      const { issue } = await getIssueFor(db, request, request.params);
      const { full, environment: environments } = request.query;
      const page = parsePage(request.query, byOccurrence);
      const of = { projectId: issue.projectId, issueId: issue.id, environments };
      const rows = await listEvents(db, of, page);
      return toListedEvents(answerPage(reply, request, { page, rows, order: byOccurrence }), full);
    },
  );
}
