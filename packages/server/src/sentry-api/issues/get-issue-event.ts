import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type EventsOf, findOutermostEvent } from "../../ingest/event-list-store.ts";
import { parseEventId } from "../../ingest/event-id.ts";
import { type EventWithData, findEvent } from "../../ingest/event-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import type { ShowReleaseDeps } from "../releases/show-release.ts";
import { repeated } from "../repeated.ts";
import { getIssueFor, ISSUE_ADDRESSES, issueParamsOfAnyForm } from "./get-issue-for.ts";
import { showEvent } from "./show-event.ts";

/** `GET …/issues/{issue}/events/{event}/`: by id, or the `latest`, `oldest` or `recommended` one. */
export function getEventOfIssue(app: Api, deps: ShowReleaseDeps): void {
  const { db } = deps;
  for (const address of ISSUE_ADDRESSES) {
    app.get(
      `${address}events/:event/`,
      {
        schema: {
          params: issueParamsOfAnyForm.extend({ event: z.string() }),
          querystring: z.object({ environment: repeated }),
        },
      },
      async (request) => {
        const { issue } = await getIssueFor(db, request, request.params);
        const { environment: environments } = request.query;
        const of = { projectId: issue.projectId, issueId: issue.id, environments };
        const event = await findEventOf(db, of, request.params.event);
        if (!event) throw notFound("The issue has no such event.");
        return showEvent(deps, event);
      },
    );
  }
}

/** Which event tells most is not judged: the latest is recommended. */
async function findEventOf(
  db: Database,
  of: EventsOf & { issueId: number },
  which: string,
): Promise<EventWithData | undefined> {
  if (which === "oldest") return findOutermostEvent(db, of, "oldest");
  if (which === "latest" || which === "recommended") return findOutermostEvent(db, of, "latest");
  const eventId = parseEventId(which);
  const event = eventId === undefined ? undefined : await findEvent(db, of.projectId, eventId);
  return event?.issueId === of.issueId ? event : undefined;
}
