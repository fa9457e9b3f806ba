import type { EventTitle } from "../issues/event-title.ts";
import { type EventTag, toEventTags } from "./event-tags.ts";
import type { EventUser, IngestedEvent } from "./ingested-event.ts";

/** What lists tell of an event: kept beside it, so that they need not open all that was sent. */
export interface EventSummary extends Omit<EventTitle, "title"> {
  message: string;
  platform: string;
  tags: EventTag[];
  user: EventUser | null;
}

/** @param title of the same event */
export function toEventSummary(event: IngestedEvent, title: EventTitle): EventSummary {
  const { culprit, type, metadata } = title;
  const { message = "", platform, user = null } = event;
  return { message, culprit, type, metadata, platform, tags: toEventTags(event), user };
}
