import { findEventNeighbours } from "../../ingest/event-list-store.ts";
import type { EventWithData } from "../../ingest/event-store.ts";
import { type ShowReleaseDeps, showRelease } from "../releases/show-release.ts";
import { toSentryEvent } from "./to-sentry-event.ts";

/** An event with its release and the events of the same issue beside it. */
export async function showEvent(deps: ShowReleaseDeps, event: EventWithData) {
  const { previous, next } = await findEventNeighbours(deps.db, event);
  return {
    ...toSentryEvent(event),
    release: await showRelease(deps, event.releaseId),
    previousEventID: previous ?? null,
    nextEventID: next ?? null,
  };
}
