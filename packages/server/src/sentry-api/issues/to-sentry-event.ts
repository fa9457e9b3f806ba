import type { EventWithData, StoredEvent } from "../../ingest/event-store.ts";
import type {
  EventException,
  EventFrame,
  EventUser,
  IngestedEvent,
} from "../../ingest/ingested-event.ts";
import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import { toSentryDate } from "../to-sentry-date.ts";

/** An event as lists tell it. */
export function toSentryEventSummary(stored: StoredEvent) {
  const { message, culprit, metadata, type, platform, tags, user } = stored.summary;
  return {
    id: stored.eventId,
    eventID: stored.eventId,
    groupID: String(stored.issueId),
    projectID: String(stored.projectId),
    title: stored.title,
    message,
    location: metadata.filename ?? null,
    culprit,
    platform,
    metadata,
    dateCreated: toSentryDate(stored.occurredAt),
    tags: tags.map(([key, value]) => ({ key, value })),
    user: toUser(user),
    crashFile: null,
    "event.type": type,
  };
}

/** An event as Sentry tells it; `entries` are the parts of its page. */
export function toSentryEvent(stored: EventWithData): EventAnswer {
  const event = stored.data;
  return {
    ...toSentryEventSummary(stored),
    type: stored.summary.type,
    dateReceived: toSentryDate(stored.receivedAt),
    size: null,
    dist: event.dist ?? null,
    contexts: event.contexts,
    context: event.extra,
    sdk: event.sdk ?? null,
    packages: {},
    entries: toEntries(event),
    errors: [],
    occurrence: null,
    release: null,
    userReport: null,
    sdkUpdates: [],
    resolvedWith: [],
    nextEventID: null,
    previousEventID: null,
    _meta: {},
  };
}

function toUser(user: EventUser | null) {
  if (!user) return null;
  const { id = null, email = null, username = null, ipAddress = null } = user;
  return { id, email, username, ip_address: ipAddress, name: null, data: null };
}

function toEntries(event: IngestedEvent) {
  const { message, exceptions, breadcrumbs, request } = event;
  return [
    ...(message === undefined ? [] : [{ type: "message", data: { formatted: message } }]),
    ...(exceptions.length === 0
      ? []
      : [{ type: "exception", data: { values: exceptions.map(toException) } }]),
    ...(breadcrumbs.length === 0 ? [] : [{ type: "breadcrumbs", data: { values: breadcrumbs } }]),
    ...(Object.keys(request).length === 0 ? [] : [{ type: "request", data: request }]),
  ];
}

function toException({ type, value, module, mechanism, frames }: EventException) {
  return {
    type: type ?? null,
    value: value ?? null,
    module: module ?? null,
    mechanism: mechanism ?? null,
    stacktrace: frames.length === 0 ? null : { frames: frames.map(toFrame) },
  };
}

function toFrame(frame: EventFrame) {
  return {
    filename: frame.filename ?? null,
    absPath: frame.absPath ?? null,
    module: frame.module ?? null,
    function: frame.function ?? null,
    lineNo: frame.lineno ?? null,
    colNo: frame.colno ?? null,
    inApp: frame.inApp,
    context: toContext(frame),
  };
}

/** Source lines with their numbers. */
function toContext({ lineno, preContext, contextLine, postContext }: EventFrame) {
  if (lineno === undefined || contextLine === undefined) return [];
  const first = lineno - preContext.length;
  return [...preContext, contextLine, ...postContext].map(
    (line, index) => [first + index, line] as const,
  );
}
