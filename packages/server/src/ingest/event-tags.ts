import { boundText, type JsonObject } from "./bound-json.ts";
import type { EventUser, IngestedEvent } from "./ingested-event.ts";

export type EventTag = [key: string, value: string];

/** Longer values are cut. https://docs.sentry.io/platforms/javascript/enriching-events/tags/ */
const LONGEST_VALUE = 200;

/**
 * What an event can be searched by, sorted by key: its tags, and those that Sentry makes of its other
 * parts, which win where both have a key.
 */
export function toEventTags(event: IngestedEvent): EventTag[] {
  const derived = deriveTags(event).flatMap(([key, value]): EventTag[] => {
    const text = value?.replace(/\s+/g, " ").trim();
    return text ? [[key, boundText(text, LONGEST_VALUE)]] : [];
  });
  const tags = [...new Map([...event.tags, ...derived])];
  return tags.sort(([one], [other]) => (one < other ? -1 : 1));
}

function deriveTags(event: IngestedEvent): [key: string, value: string | undefined][] {
  const { url } = event.request;
  return [
    ["level", event.level],
    ["release", event.release],
    ["environment", event.environment],
    ["dist", event.dist],
    ["server_name", event.serverName],
    ["transaction", event.transaction],
    ["logger", event.logger],
    ["url", typeof url === "string" ? withoutQuery(url) : undefined],
    ["user", event.user && nameUser(event.user)],
    ["mechanism", event.exceptions.findLast(({ mechanism }) => mechanism?.type)?.mechanism?.type],
    ["handled", tellHandled(event)],
    ...["runtime", "os", "browser"].flatMap((key) => deriveProduct(key, event.contexts[key])),
  ];
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

/** `node` and `node v24.1.0` of a context that names a product and its version. */
function deriveProduct(key: string, context: unknown): [string, string | undefined][] {
  const { name, version } = (context ?? {}) as JsonObject;
  if (typeof name !== "string") return [];
  return [
    [key, typeof version === "string" ? `${name} ${version}` : name],
    [`${key}.name`, name],
  ];
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}
