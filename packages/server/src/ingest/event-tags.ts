import { boundText, type JsonObject } from "./bound-json.ts";
import type { EventUser, IngestedEvent } from "./ingested-event.ts";

export type EventTag = [key: string, value: string];

/** Longer values are cut. https://docs.sentry.io/platforms/javascript/enriching-events/tags/ */
const LONGEST_VALUE = 200;

/** What Sentry makes tags of besides those that an application sends. */
const DERIVED = [
  "level",
  "release",
  "environment",
  "dist",
  "server_name",
  "transaction",
  "logger",
  "url",
  "user",
  "mechanism",
  "handled",
  "runtime",
  "runtime.name",
  "os",
  "os.name",
  "browser",
  "browser.name",
] as const;

export const DERIVED_KEYS: ReadonlySet<string> = new Set(DERIVED);

/**
 * What the event alone says, not a tag that an application gave this name. Relay drops the first three
 * likewise (`normalize_event_tags` there); `user` and `handled` tell how many users an issue hit, and
 * whether it was unhandled.
 */
const NEVER_SENT: ReadonlySet<string> = new Set(["release", "dist", "user", "handled"]);

/**
 * What an event can be searched by, sorted by key: its tags, and those that Sentry makes of its other
 * parts, which win where both have a key.
 */
export function toEventTags(event: IngestedEvent): EventTag[] {
  const sent = event.tags.filter(([key]) => !NEVER_SENT.has(key));
  const derived = Object.entries(deriveTags(event)).flatMap(([key, value]): EventTag[] => {
    const text = value?.replace(/\s+/g, " ").trim();
    return text ? [[key, boundText(text, LONGEST_VALUE)]] : [];
  });
  const tags = [...new Map([...sent, ...derived])];
  return tags.sort(([one], [other]) => (one < other ? -1 : 1));
}

function deriveTags(event: IngestedEvent): Record<(typeof DERIVED)[number], string | undefined> {
  const { url } = event.request;
  const { runtime, os, browser } = event.contexts;
  return {
    level: event.level,
    release: event.release,
    environment: event.environment,
    dist: event.dist,
    server_name: event.serverName,
    transaction: event.transaction,
    logger: event.logger,
    url: typeof url === "string" ? withoutQuery(url) : undefined,
    user: event.user && nameUser(event.user),
    mechanism: event.exceptions.findLast(({ mechanism }) => mechanism?.type)?.mechanism?.type,
    handled: tellHandled(event),
    runtime: nameVersion(runtime),
    "runtime.name": nameProduct(runtime),
    os: nameVersion(os),
    "os.name": nameProduct(os),
    browser: nameVersion(browser),
    "browser.name": nameProduct(browser),
  };
}

/** As Relay names a user: `id:42`, else by what else is known (`get_eventuser_tag` there). */
function nameUser({ id, username, email, ipAddress }: EventUser): string | undefined {
  if (id !== undefined) return `id:${id}`;
  if (username !== undefined) return `username:${username}`;
  if (email !== undefined) return `email:${email}`;
  return ipAddress === undefined ? undefined : `ip:${ipAddress}`;
}

/** An event is unhandled when one exception of its chain is. */
function tellHandled({ exceptions }: IngestedEvent): "yes" | "no" | undefined {
  const said = exceptions.map(({ mechanism }) => mechanism?.handled);
  if (said.includes(false)) return "no";
  return said.includes(true) ? "yes" : undefined;
}

/** `node v24.1.0` of a context that names a product and its version. */
function nameVersion(context: unknown): string | undefined {
  const { version } = (context ?? {}) as JsonObject;
  const name = nameProduct(context);
  return name !== undefined && typeof version === "string" ? `${name} ${version}` : name;
}

function nameProduct(context: unknown): string | undefined {
  const { name } = (context ?? {}) as JsonObject;
  return typeof name === "string" ? name : undefined;
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
