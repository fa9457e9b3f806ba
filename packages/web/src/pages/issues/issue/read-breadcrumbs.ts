import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";

/** What an application did before an event. */
export interface Breadcrumb {
  /** As a date; undefined when it was not told, or is none. */
  time: string | undefined;
  category: string;
  message: string;
}

/** The breadcrumbs of an event, the newest first. SDKs send them as they like: what is odd is left out. */
export function readBreadcrumbs({ entries }: Pick<EventAnswer, "entries">): Breadcrumb[] {
  const data = entries.find(({ type }) => type === "breadcrumbs")?.data;
  const values = isRecord(data) && Array.isArray(data["values"]) ? data["values"] : [];
  return values.filter(isRecord).map(toBreadcrumb).toReversed();
}

function toBreadcrumb({ timestamp, category, type, message, data }: Record<string, unknown>) {
  const told = typeof message === "string" && message !== "" ? message : undefined;
  return {
    time: toTime(timestamp),
    category: [category, type].find((text) => typeof text === "string") ?? "default",
    message: told ?? (isRecord(data) ? JSON.stringify(data) : ""),
  };
}

/** Seconds or text, as https://develop.sentry.dev/sdk/data-model/event-payloads/breadcrumbs/ allows. */
function toTime(timestamp: unknown): string | undefined {
  const date = new Date(typeof timestamp === "number" ? timestamp * 1_000 : String(timestamp));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
