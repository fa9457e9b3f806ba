import { z } from "zod";
import type { EventWithData } from "../../ingest/event-store.ts";
import { byNumber, pageQuery } from "../page.ts";
import { repeated } from "../repeated.ts";
import { toEventSummary, toSentryEvent } from "./to-sentry-event.ts";

/** Query parameters of lists of events. */
export const eventListQuery = z.object({
  ...pageQuery,
  /** Whether each comes with all that was sent. */
  full: z.string().optional(),
  environment: repeated,
});

/** Lists of events are newest first. */
export const byOccurrence = byNumber((event: EventWithData) => event.occurredAt);

/** Events of a list, in full when it was asked for. */
export function toListedEvents(events: EventWithData[], full: string | undefined) {
  const isFull = full === "1" || full === "true";
  return isFull ? events.map(toSentryEvent) : events.map(toEventSummary);
}
