import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { answerEvents, eventListQuery } from "./answer-events.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";

/** `GET …/issues/{issue}/events/`, newest first. */
export function listEventsOfIssue(app: Api, { db }: { db: Database }): void {
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}events/`,
      { schema: { params: issueParamsOfAnyForm, querystring: eventListQuery } },
      async (request, reply) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const { environment: environments } = request.query;
        const of = { projectId: issue.projectId, issueId: issue.id, environments };
        return answerEvents(db, reply, request, of);
      },
    );
  }
}
