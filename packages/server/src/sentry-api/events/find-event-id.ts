import { z } from "zod";
import { parseEventId } from "../../ingest/event-id.ts";
import { findEventAnywhere } from "../../ingest/event-list-store.ts";
import { findProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { showEvent } from "../issues/show-event.ts";
import type { ShowReleaseDeps } from "../releases/show-release.ts";

/** `GET /api/0/organizations/{organization}/eventids/{event}/`: the event, and where it belongs. */
export function findEventId(app: Api, deps: ShowReleaseDeps): void {
  const { db } = deps;
  app.get(
    "/api/0/organizations/:organization/eventids/:event/",
    { schema: { params: z.object({ organization: z.string(), event: z.string() }) } },
    async (request) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const eventId = parseEventId(request.params.event);
      const event = eventId && (await findEventAnywhere(db, organization.id, eventId));
      const project = event && (await findProject(db, organization.id, String(event.projectId)));
      if (!event || !project) throw notFound("There is no such event in this organization.");
      return {
        organizationSlug: organization.slug,
        projectSlug: project.slug,
        groupId: String(event.issueId),
        eventId: event.eventId,
        event: await showEvent(deps, event),
      };
    },
  );
}
