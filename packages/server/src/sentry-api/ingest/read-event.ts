import { randomUUID } from "node:crypto";
import type { IngestedEvent } from "../../ingest/ingested-event.ts";
import { normalizeEvent } from "../../ingest/normalize-event.ts";
import { ApiError } from "../api-error.ts";

/** Sentry's limit for one event. https://docs.sentry.io/concepts/data-management/size-limits/ */
const MAX_EVENT_BYTES = 1024 * 1024;

/**
 * Reads one event as it was sent.
 * @param envelopeEventId what the envelope calls it, for an event that does not say
 * @throws ApiError 413 when it is too large, 400 when it is none
 */
export function readEvent(payload: Buffer, envelopeEventId?: string): IngestedEvent {
  if (payload.length > MAX_EVENT_BYTES) {
    throw new ApiError(413, `The event is larger than ${MAX_EVENT_BYTES} bytes.`);
  }
  const eventId = envelopeEventId ?? randomUUID().replaceAll("-", "");
  const event = normalizeEvent(parseJson(payload), { at: Date.now(), eventId });
  if (!event) throw new ApiError(400, "The event is not a JSON object.");
  return event;
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw new ApiError(400, "The event is not valid JSON.");
  }
}
