import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";

/** A call on the stack, as the service tells it. */
export interface Frame {
  filename: string | null;
  absPath: string | null;
  module: string | null;
  function: string | null;
  lineNo: number | null;
  colNo: number | null;
  inApp: boolean;
  /** Source lines with their numbers. */
  context: readonly (readonly [line: number, text: string])[];
}

export interface Exception {
  type: string | null;
  value: string | null;
  /** The newest call first. */
  frames: readonly Frame[];
}

interface ExceptionEntry {
  values: readonly {
    type: string | null;
    value: string | null;
    stacktrace: { frames: readonly Frame[] } | null;
  }[];
}

/** The exceptions of an event: what was thrown in the end first, then its causes. */
export function readExceptions({ entries }: Pick<EventAnswer, "entries">): Exception[] {
  const entry = entries.find(({ type }) => type === "exception");
  if (!entry) return [];
  const { values } = entry.data as ExceptionEntry;
  return values.toReversed().map(({ type, value, stacktrace }) => ({
    type,
    value,
    frames: stacktrace?.frames.toReversed() ?? [],
  }));
}

/** The message that an event has beside or instead of an exception. */
export function readMessage({ entries }: Pick<EventAnswer, "entries">): string | undefined {
  const entry = entries.find(({ type }) => type === "message");
  return entry && (entry.data as { formatted: string }).formatted;
}
