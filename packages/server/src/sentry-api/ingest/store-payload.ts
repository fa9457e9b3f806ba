import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";
import { normalizeEvent } from "../../ingest/normalize-event.ts";
import { storeEvent } from "../../ingest/store-event.ts";
import type { Project } from "../../organizations/project-store.ts";
import { ApiError } from "../api-error.ts";

/** Sentry's limit for one event. https://docs.sentry.io/concepts/data-management/size-limits/ */
const MAX_EVENT_BYTES = 1024 * 1024;

/**
 * Stores one event as it was sent.
 * @param envelopeEventId what the envelope calls it, for an event that does not say
 * @returns its id, 32 hex digits
 */
export async function storePayload(
  db: Database,
  project: Project,
  payload: Buffer,
  envelopeEventId?: string,
): Promise<string> {
  if (payload.length > MAX_EVENT_BYTES) {
    throw new ApiError(413, `The event is larger than ${MAX_EVENT_BYTES} bytes.`);
  }
  const eventId = envelopeEventId ?? randomUUID().replaceAll("-", "");
  const event = normalizeEvent(parseJson(payload), { at: Date.now(), eventId });
  if (!event) throw new ApiError(400, "The event is not a JSON object.");
  await storeEvent(db, project, event);
  return event.eventId;
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw new ApiError(400, "The event is not valid JSON.");
  }
}
