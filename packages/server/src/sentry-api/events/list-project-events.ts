import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { answerEvents, eventListQuery } from "../issues/answer-events.ts";
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
      const { environment: environments } = request.query;
      return answerEvents(db, reply, request, { projectId: project.id, environments });
    },
  );
}
