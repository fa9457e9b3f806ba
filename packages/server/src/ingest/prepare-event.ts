import { deflateSync } from "node:zlib";
import { toEventTitle } from "../issues/event-title.ts";
import type { IssueFace } from "../issues/issue-store.ts";
import { type EventTag, toEventTags } from "./event-tags.ts";
import { groupEvent } from "./group-event.ts";
import type { IngestedEvent } from "./ingested-event.ts";

/** An event with all that can be known of it before the database is asked. */
export interface PreparedEvent {
  event: IngestedEvent;
  /** Of its group, see `groupEvent`. */
  hash: string;
  face: IssueFace;
  tags: EventTag[];
  /** The event as JSON, deflated. */
  data: Buffer;
}

/**
 * Does what takes time outside of the transaction, which everybody waits for. Deflates at once: for
 * most events the way to another thread and back takes longer.
 */
export function prepareEvent(event: IngestedEvent): PreparedEvent {
  const data = deflateSync(JSON.stringify(event), { level: 1 });
  const { hash } = groupEvent(event);
  return { event, hash, face: toIssueFace(event), tags: toEventTags(event), data };
}

function toIssueFace(event: IngestedEvent): IssueFace {
  const { metadata, ...title } = toEventTitle(event);
  return { ...title, level: event.level, metadata: JSON.stringify(metadata) };
}
