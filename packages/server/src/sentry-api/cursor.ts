import type { Place } from "../db/page.ts";

/** A place in a list, or its beginning, and the direction to read in from there. */
export interface Cursor {
  from: Place | undefined;
  backwards: boolean;
}

const BEGINNING: Cursor = { from: undefined, backwards: false };

type Kind = "number" | "text";

/** What the two parts of a list's places are. */
export interface PlaceKinds {
  key: Kind;
  id: Kind;
}

/**
 * Writes a cursor in Sentry's form, `value:offset:is_prev`, as `1770000000000:42:0`. Here the
 * value is the sort key of the row next to the page, and the offset is the row's number. Text is
 * written as `~` and base64url, which needs no escape in an address or a header.
 */
export function formatCursor({ from, backwards }: Cursor & { from: Place }): string {
  return `${formatPart(from.key)}:${formatPart(from.id)}:${backwards ? 1 : 0}`;
}

/**
 * Reads what `formatCursor` wrote. An empty cursor, as sentry-cli sends it, and zeros mean the beginning.
 * @returns undefined for what is no cursor of such a list
 */
export function parseCursor(text: string, kinds: PlaceKinds): Cursor | undefined {
  if (text === "" || /^0:0:[01]$/.test(text)) return BEGINNING;
  const [, first = "", second = "", isPrevious] = /^([^:]+):([^:]+):([01])$/.exec(text) ?? [];
  const key = parsePart(first, kinds.key);
  const id = parsePart(second, kinds.id);
  if (key === undefined || id === undefined) return undefined;
  return { from: { key, id }, backwards: isPrevious === "1" };
}

function formatPart(part: number | string): string {
  return typeof part === "number" ? String(part) : `~${Buffer.from(part).toString("base64url")}`;
}

function parsePart(text: string, kind: Kind): number | string | undefined {
  if (kind === "text") {
    if (!/^~[\w-]*$/.test(text)) return undefined;
    return Buffer.from(text.slice(1), "base64url").toString("utf8");
  }
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
