import { boundJson, boundText } from "./bound-json.ts";

const MAX_TEXT = 8_192;
const PLACEHOLDER = /%\((?<percent>\w+)\)[sdifr]|\{(?<brace>\w+)\}|%[sdifr]|\{\}/g;

/**
 * Fills the parameters into a message, as SDKs leave it to the server: `%s` and `{}` in order, `%(name)s` and
 * `{name}` by name. A placeholder without a parameter stays. What is too long to be kept is not built up
 * either: a long parameter named a thousand times is more than a string can be.
 */
export function formatMessage(template: string, params: unknown): string {
  const values = new Map(
    typeof params === "object" && params !== null ? Object.entries(params) : [],
  );
  let position = 0;
  let room = MAX_TEXT;
  const text = template.replace(PLACEHOLDER, (placeholder, percent?: string, brace?: string) => {
    const value: unknown = values.get(percent ?? brace ?? String(position++));
    if (value === undefined || room <= 0) return placeholder;
    const filled = formatParameter(value).slice(0, room);
    room -= filled.length;
    return filled;
  });
  return boundText(text, MAX_TEXT);
}

function formatParameter(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(boundJson(value));
}
