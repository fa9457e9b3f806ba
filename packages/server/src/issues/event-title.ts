import type { EventException, EventFrame, IngestedEvent } from "../ingest/ingested-event.ts";

/** How an issue shows itself in lists, taken from its newest event. */
export interface EventTitle {
  title: string;
  /** Where it happened: the transaction, or function and file. Empty when unknown. */
  culprit: string;
  type: "error" | "default";
  /** The parts that a title is made of, under Sentry's names. */
  metadata: { title?: string; type?: string; value?: string; filename?: string; function?: string };
}

const MAX_CULPRIT = 200;

/** Title, culprit, type and metadata of an event as Sentry shows them. */
export function toEventTitle(event: IngestedEvent): EventTitle {
  const thrown = event.exceptions.at(-1);
  const culprit = cut(event.transaction ?? toCulprit(event, thrown), MAX_CULPRIT);
  if (!thrown) {
    const title = firstLine(event.message) || "<unlabeled event>";
    return { title, culprit, type: "default", metadata: { title } };
  }
  const place = findCrashFrame(thrown);
  return {
    title: toTitle(thrown, place),
    culprit,
    type: "error",
    // Sentry's clients rely on the first three: what is not known is empty.
    metadata: {
      type: thrown.type ?? "",
      value: cut(thrown.value ?? "", 1_024),
      filename: place?.filename ?? "",
      ...(place?.function !== undefined && { function: place.function }),
    },
  };
}

function toTitle({ type, value }: EventException, place: EventFrame | undefined): string {
  const line = firstLine(value);
  return [type, line].filter(Boolean).join(": ") || place?.function || "<unknown>";
}

function toCulprit(event: IngestedEvent, thrown: EventException | undefined): string {
  // What an SDK made up to have a stack points at the SDK's caller, which tells nothing.
  if (!thrown || thrown.mechanism?.synthetic) return "";
  const place = findCrashFrame(thrown);
  const file = place?.module ?? place?.filename;
  if (place === undefined || file === undefined) return "";
  const name = place.function ?? "?";
  return event.platform === "javascript" || event.platform === "node"
    ? `${name}(${file})`
    : `${file} in ${name}`;
}

/** The last frame of the application's own code, else the last frame of all. */
function findCrashFrame({ frames }: EventException): EventFrame | undefined {
  return frames.findLast((frame) => frame.inApp) ?? frames.at(-1);
}

function firstLine(text: string | undefined): string {
  const [line = ""] = text?.trim().split(/[\r\n]/, 1) ?? [];
  return cut(line, 100);
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 3).toWellFormed()}...` : text;
}
