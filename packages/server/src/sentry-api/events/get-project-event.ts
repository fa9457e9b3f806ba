import { z } from "zod";
import { parseEventId } from "../../ingest/event-id.ts";
import { findEvent } from "../../ingest/event-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { showEvent } from "../issues/show-event.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import type { ShowReleaseDeps } from "../releases/show-release.ts";

/** `GET /api/0/projects/{organization}/{project}/events/{event}/` */
export function getEventOfProject(app: Api, deps: ShowReleaseDeps): void {
  const { db } = deps;
  app.get(
    "/api/0/projects/:organization/:project/events/:event/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string(), event: z.string() }),
      },
    },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      const eventId = parseEventId(request.params.event);
      const event = eventId === undefined ? undefined : await findEvent(db, project.id, eventId);
      if (!event) throw notFound("The project has no such event.");
      return showEvent(deps, event);
    },
  );
}
