import { toStorableText } from "../db/to-storable-text.ts";

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

const MAX_DEPTH = 6;
const MAX_ENTRIES = 200;
const MAX_TEXT = 8_192;

/** Cuts text to `max` UTF-16 units, and leaves out what databases refuse: NUL and halves of characters. */
export function boundText(text: string, max: number): string {
  return toStorableText(text.length > max ? text.slice(0, max) : text);
}

/**
 * What somebody sent, cut to a size that can be kept and shown: 6 levels (`…` stands for the deeper ones),
 * the first 200 entries of each list and object, 8,192 characters of each text.
 */
export function boundJson(value: unknown, depth = MAX_DEPTH): JsonValue {
  if (typeof value === "string") return boundText(value, MAX_TEXT);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (depth === 0) return "…";
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map((entry) => boundJson(entry, depth - 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([key, entry]) => [boundText(key, 200), boundJson(entry, depth - 1)]),
  );
}
