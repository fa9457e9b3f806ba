import { boundJson, boundText, type JsonObject, type JsonValue } from "./bound-json.ts";
import { parseEventId } from "./event-id.ts";
import { toEventTime } from "./event-time.ts";
import { formatMessage } from "./format-message.ts";
import type {
  EventException,
  EventFrame,
  EventLevel,
  EventUser,
  IngestedEvent,
} from "./ingested-event.ts";
import { parsePlatform } from "./platform.ts";
import {
  type SdkEvent,
  type SdkException,
  type SdkFrame,
  sdkEventSchema,
} from "./sdk-event-schema.ts";

const MAX_BREADCRUMBS = 100;
const MAX_TAGS = 200;

/**
 * Turns the JSON of an event, as any SDK sends it, into ours. Parts that are malformed are dropped, and what is too
 * long or too deep is cut; only what is no JSON object at all gives undefined.
 *
 * @param received.eventId the envelope's id of the event, or a new one: used when the event has none
 * @param received.at in ms since 1970
 */
export function normalizeEvent(
  json: unknown,
  received: { at: number; eventId: string },
): IngestedEvent | undefined {
  const parsed = sdkEventSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const sent = parsed.data;
  return {
    eventId: parseEventId(sent.event_id) ?? received.eventId,
    timestamp: toEventTime(sent.timestamp, received.at),
    platform: parsePlatform(sent.platform),
    level: toLevel(sent.level),
    release: sent.release,
    environment: sent.environment,
    dist: sent.dist,
    serverName: sent.server_name,
    transaction: sent.transaction,
    logger: sent.logger,
    ...toMessage(sent),
    exceptions: sent.exception.map(toException).filter(saysSomething),
    fingerprint: sent.fingerprint,
    tags: toTags(sent.tags),
    user: toUser(sent.user),
    sdk: sent.sdk?.name ? { name: sent.sdk.name, version: sent.sdk.version ?? "" } : undefined,
    request: toObject(sent.request),
    contexts: toObject(sent.contexts),
    extra: withoutEnviron(toObject(sent.extra)),
    breadcrumbs: toBreadcrumbs(sent.breadcrumbs),
  };
}

/** What SDKs call levels that have another name here. */
const LEVELS = new Map<unknown, EventLevel>([
  ["fatal", "fatal"],
  ["critical", "fatal"],
  ["error", "error"],
  ["warning", "warning"],
  ["warn", "warning"],
  ["info", "info"],
  ["log", "info"],
  ["debug", "debug"],
]);

function toLevel(level: unknown): EventLevel {
  return LEVELS.get(typeof level === "string" ? level.toLowerCase() : level) ?? "error";
}

/** In `logentry`, or in `message`: as text, or in the old days as a log entry too. */
function toMessage(sent: SdkEvent): Pick<IngestedEvent, "message" | "messageTemplate"> {
  const text = typeof sent.message === "string" ? boundText(sent.message, 8_192) : "";
  const entry = sent.logentry ?? (typeof sent.message === "object" ? sent.message : undefined);
  if (!entry?.message) return { message: entry?.formatted ?? (text || undefined) };
  const formatted = entry.formatted ?? formatMessage(entry.message, entry.params);
  const isTemplate = formatted !== entry.message;
  return { message: formatted, messageTemplate: isTemplate ? entry.message : undefined };
}

function toException(sent: SdkException): EventException {
  const { type, value, module, mechanism } = sent;
  return {
    type,
    value,
    module,
    ...(mechanism && { mechanism: { ...mechanism, synthetic: mechanism.synthetic ?? false } }),
    frames: sent.stacktrace?.frames.filter(isSomewhere).map(toFrame) ?? [],
  };
}

function saysSomething({ type, value, frames }: EventException): boolean {
  return type !== undefined || value !== undefined || frames.length > 0;
}

function isSomewhere(frame: SdkFrame): boolean {
  return Boolean(frame.filename ?? frame.abs_path ?? frame.module ?? frame.function);
}

function toFrame(sent: SdkFrame): EventFrame {
  return {
    filename: sent.filename,
    absPath: sent.abs_path,
    module: sent.module,
    function: sent.function,
    lineno: sent.lineno,
    colno: sent.colno,
    inApp: sent.in_app ?? !isLibraryPath(sent.abs_path ?? sent.filename ?? ""),
    preContext: sent.pre_context,
    contextLine: sent.context_line,
    postContext: sent.post_context,
  };
}

/** For SDKs that do not say which frames are the application's. */
function isLibraryPath(path: string): boolean {
  return /(^|[\\/])(node_modules|site-packages|dist-packages|vendor)[\\/]|^node:|^</.test(path);
}

/** An object or a list of pairs. Tags that Sentry would refuse (blanks in the key, line ends in the value) are dropped. */
function toTags(sent: unknown): [string, string][] {
  if (typeof sent !== "object" || sent === null) return [];
  const pairs: unknown[] = Array.isArray(sent) ? sent : Object.entries(sent);
  const tags = pairs.slice(0, MAX_TAGS).flatMap((pair): [string, string][] => {
    const [key, value]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof key !== "string" || !/^[\w.:-]{1,200}$/.test(key)) return [];
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
      return [];
    const text = boundText(String(value), 200).trim();
    return text === "" || text.includes("\n") ? [] : [[key, text]];
  });
  return [...new Map(tags)];
}

function toUser(sent: SdkEvent["user"]): EventUser | undefined {
  if (!sent) return undefined;
  // `{{auto}}` asks the server to fill in the sender's address, which we do not record.
  const ipAddress = sent.ip_address === "{{auto}}" ? undefined : sent.ip_address;
  const user = { id: sent.id, email: sent.email, username: sent.username, ipAddress };
  return Object.values(user).some(Boolean) ? user : undefined;
}

function toObject(sent: unknown): JsonObject {
  const value = boundJson(sent);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/**
 * `sentry-cli send-event` sends every variable of its environment, credentials of the build among
 * them: they are not kept.
 */
function withoutEnviron(extra: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(extra).filter(([key]) => key !== "environ"));
}

/** The newest, of a list or of the `values` of an object. */
function toBreadcrumbs(sent: unknown): JsonValue[] {
  // A list first: it has `values` too, as a method.
  const list = Array.isArray(sent) ? sent : toValues(sent);
  return list.slice(-MAX_BREADCRUMBS).map((crumb) => boundJson(crumb));
}

function toValues(sent: unknown): unknown[] {
  if (typeof sent !== "object" || sent === null || !("values" in sent)) return [];
  return Array.isArray(sent.values) ? sent.values : [];
}
