import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type EventsOf, listEvents, listEventsWithData } from "../../ingest/event-list-store.ts";
import type { StoredEvent } from "../../ingest/event-store.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { repeated } from "../repeated.ts";
import { toSentryEvent, toSentryEventSummary } from "./to-sentry-event.ts";

/** Query parameters of lists of events. */
export const eventListQuery = z.object({
  ...pageQuery,
  /** Whether each comes with all that was sent. */
  full: z.string().optional(),
  environment: repeated,
});

/** Lists of events are newest first. */
const order = byNumber((event: StoredEvent) => event.occurredAt);

/** The page of events that is asked for, with its `Link` header; in full when that is asked for. */
export async function answerEvents(
  db: Database,
  reply: FastifyReply,
  request: FastifyRequest<{ Querystring: z.infer<typeof eventListQuery> }>,
  of: EventsOf,
) {
  const { full = "" } = request.query;
  const page = parsePage(request.query, order);
  if (["1", "true"].includes(full)) {
    const rows = await listEventsWithData(db, of, page);
    return answerPage(reply, request, { page, rows, order }).map(toSentryEvent);
  }
  const rows = await listEvents(db, of, page);
  return answerPage(reply, request, { page, rows, order }).map(toSentryEventSummary);
}
