import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { parseEventId } from "../../ingest/event-id.ts";
import { findEvent } from "../../ingest/event-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import { findSuspectCommits } from "../../suspect-commits/find-suspect-commits.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryCommitters } from "./to-sentry-committers.ts";

/** `GET /projects/{organization}/{project}/events/{event}/committers/`; 404 in Sentry's words when there is nobody. */
export function listEventCommitters(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  const params = z.object({ organization: z.string(), project: z.string(), event: z.string() });
  app.get(
    "/api/0/projects/:organization/:project/events/:event/committers/",
    { schema: { params } },
    async (request) => {
      const { organization, project } = await getProjectFor(db, request, request.params);
      const eventId = parseEventId(request.params.event);
      const event = eventId === undefined ? undefined : await findEvent(db, project.id, eventId);
      const issue = event && (await findIssue(db, organization.id, String(event.issueId)));
      if (!event || !issue) throw notFound("Event not found");
      const suspects = await findSuspectCommits(db, issue, event);
      if (suspects.length === 0) throw notFound("No committers found");
      return toSentryCommitters(suspects, registry);
    },
  );
}
