import { createHash } from "node:crypto";
import { describeFrame, isRuntimeFrame } from "./describe-frame.ts";
import { foldVariables } from "./fold-variables.ts";
import type { EventException, EventFrame, IngestedEvent } from "./ingested-event.ts";

interface EventGroup {
  /** 32 hex digits; events of a project with the same hash are the same issue. */
  hash: string;
  /** What the event is grouped by, for people to read. */
  components: string[];
}

/**
 * Which issue an event belongs to: by the client's fingerprint if it sent one; else by the types of the
 * exceptions and the application's own frames, else their types and values, else the message, the last
 * two without what changes each time.
 */
export function groupEvent(event: IngestedEvent): EventGroup {
  const components = event.fingerprint?.length
    ? groupByFingerprint(event, event.fingerprint)
    : groupByContent(event);
  const hash = createHash("sha256").update(JSON.stringify(components)).digest("hex");
  return { hash: hash.slice(0, 32), components };
}

/** `{{ default }}` stands for the content; naming it again tells nothing more. */
function groupByFingerprint(event: IngestedEvent, fingerprint: string[]): string[] {
  const isDefault = (part: string) => /^\{\{\s*default\s*\}\}$/.test(part);
  const first = fingerprint.findIndex(isDefault);
  return fingerprint.flatMap((part, index) => {
    if (!isDefault(part)) return [`fingerprint ${part}`];
    return index === first ? groupByContent(event) : [];
  });
}

function groupByContent(event: IngestedEvent): string[] {
  const { exceptions } = event;
  // Without a type it is a message with a stack of where it was sent from: older SDKs send the message alone.
  if (exceptions.some((exception) => exception.type !== undefined)) {
    return groupByStack(exceptions) ?? groupByValue(exceptions);
  }
  return groupByMessage(event) ?? groupByStack(exceptions) ?? ["nothing"];
}

function groupByStack(exceptions: EventException[]): string[] | undefined {
  const choices = [(frame: EventFrame) => frame.inApp && !isRuntimeFrame(frame), () => true];
  const isChosen = choices.find((choice) => exceptions.some(({ frames }) => frames.some(choice)));
  if (!isChosen) return undefined;
  return exceptions.flatMap((exception) => [
    describeType(exception),
    ...exception.frames
      .filter(isChosen)
      .map((frame) => `frame ${describeFrame(frame)}`)
      // However deep a recursion went, it is the same.
      .filter((frame, index, frames) => frame !== frames[index - 1]),
  ]);
}

function groupByValue(exceptions: EventException[]): string[] {
  return exceptions.flatMap((exception) => {
    const { value } = exception;
    return [describeType(exception), ...(value ? [`value ${foldVariables(value)}`] : [])];
  });
}

function groupByMessage(event: IngestedEvent): string[] | undefined {
  if (event.messageTemplate !== undefined) return [`message ${event.messageTemplate}`];
  const text = event.message ?? event.exceptions.at(-1)?.value;
  return text === undefined ? undefined : [`message ${foldVariables(text)}`];
}

function describeType({ type }: EventException): string {
  return `exception ${type ?? "without a type"}`;
}
