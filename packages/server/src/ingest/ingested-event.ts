import type { JsonObject, JsonValue } from "./bound-json.ts";

export type EventLevel = "fatal" | "error" | "warning" | "info" | "debug";

/** An event as we keep it: what an SDK sent, checked, bounded and in one shape for all SDKs. */
export interface IngestedEvent {
  /** 32 lower-case hex digits. */
  eventId: string;
  /** When it happened, in ms since 1970. */
  timestamp: number;
  /** Sentry's word for the language, such as `node`; `other` when the SDK says none of them. */
  platform: string;
  level: EventLevel;
  release?: string | undefined;
  environment?: string | undefined;
  dist?: string | undefined;
  serverName?: string | undefined;
  /** What the application was doing, such as `GET /checkout`. */
  transaction?: string | undefined;
  logger?: string | undefined;
  /** As a person reads it, parameters filled in. */
  message?: string | undefined;
  /** The message before its parameters were filled in, when it had some. */
  messageTemplate?: string | undefined;
  /** The oldest cause first; the one that was thrown in the end is the last. */
  exceptions: EventException[];
  fingerprint?: string[] | undefined;
  tags: [key: string, value: string][];
  user?: EventUser | undefined;
  sdk?: { name: string; version: string } | undefined;
  request: JsonObject;
  contexts: JsonObject;
  extra: JsonObject;
  breadcrumbs: JsonValue[];
}

export interface EventException {
  /** Absent when a message was sent in the shape of an exception, as @sentry/node 11 does. */
  type?: string | undefined;
  value?: string | undefined;
  module?: string | undefined;
  /** How it was caught; `synthetic` when the SDK made it up to have a stack. */
  mechanism?: { type?: string | undefined; handled?: boolean | undefined; synthetic: boolean };
  /** The oldest call first; the crash is in the last. */
  frames: EventFrame[];
}

export interface EventFrame {
  filename?: string | undefined;
  absPath?: string | undefined;
  module?: string | undefined;
  function?: string | undefined;
  lineno?: number | undefined;
  colno?: number | undefined;
  /** Whether it is the application's own code and not a library's. */
  inApp: boolean;
  preContext: string[];
  contextLine?: string | undefined;
  postContext: string[];
}

export interface EventUser {
  id?: string | undefined;
  email?: string | undefined;
  username?: string | undefined;
  ipAddress?: string | undefined;
}
