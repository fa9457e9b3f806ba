import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listEvents } from "../../ingest/event-list-store.ts";
import type { Api } from "../api.ts";
import { byOccurrence, eventListQuery, toListedEvents } from "../issues/event-list-query.ts";
import { answerPage, parsePage } from "../page.ts";
import { getProjectFor } from "../projects/get-project-for.ts";

/** `GET /api/0/projects/{organization}/{project}/events/`, newest first. */
export function listEventsOfProject(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/projects/:organization/:project/events/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string() }),
        querystring: eventListQuery,
      },
    },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      const { full, environment: environments } = request.query;
      const page = parsePage(request.query, byOccurrence);
      const rows = await listEvents(db, { projectId: project.id, environments }, page);
      return toListedEvents(answerPage(reply, request, { page, rows, order: byOccurrence }), full);
    },
  );
}
