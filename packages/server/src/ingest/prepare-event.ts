import { deflateSync } from "node:zlib";
import { toEventTitle } from "../issues/event-title.ts";
import type { IssueFace } from "../issues/issue-store.ts";
import { type EventSummary, toEventSummary } from "./event-summary.ts";
import { groupEvent } from "./group-event.ts";
import type { IngestedEvent } from "./ingested-event.ts";

/** An event with all that can be known of it before the database is asked. */
export interface PreparedEvent {
  event: IngestedEvent;
  /** Of its group, see `groupEvent`. */
  hash: string;
  face: IssueFace;
  summary: EventSummary;
  /** The event as JSON, deflated. */
  data: Buffer;
}

/**
 * Does what takes time outside of the transaction, which everybody waits for. Deflates at once: for
 * most events the way to another thread and back takes longer.
 */
export function prepareEvent(event: IngestedEvent): PreparedEvent {
  const title = toEventTitle(event);
  const { level, platform } = event;
  return {
    event,
    hash: groupEvent(event).hash,
    face: { ...title, level, platform, metadata: JSON.stringify(title.metadata) },
    summary: toEventSummary(event, title),
    data: deflateSync(JSON.stringify(event), { level: 1 }),
  };
}
