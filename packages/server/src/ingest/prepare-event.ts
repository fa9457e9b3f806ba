import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { toEventTitle } from "../issues/event-title.ts";
import type { IssueFace } from "../issues/issue-store.ts";
import { groupEvent } from "./group-event.ts";
import type { IngestedEvent } from "./ingested-event.ts";

/** An event with all that can be known of it before the database is asked. */
export interface PreparedEvent {
  event: IngestedEvent;
  /** Of its group, see `groupEvent`. */
  hash: string;
  face: IssueFace;
  /** The event as JSON, deflated. */
  data: Buffer;
}

/** Does what takes time outside of the transaction, which everybody waits for. */
export async function prepareEvent(event: IngestedEvent): Promise<PreparedEvent> {
  const data = await promisify(deflate)(JSON.stringify(event));
  return { event, hash: groupEvent(event).hash, face: toIssueFace(event), data };
}

function toIssueFace(event: IngestedEvent): IssueFace {
  const { metadata, ...title } = toEventTitle(event);
  return { ...title, level: event.level, metadata: JSON.stringify(metadata) };
}
