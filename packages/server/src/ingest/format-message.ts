import { boundJson, boundText } from "./bound-json.ts";

const PLACEHOLDER = /%\((?<percent>\w+)\)[sdifr]|\{(?<brace>\w+)\}|%[sdifr]|\{\}/g;

/**
 * Fills the parameters into a message, as SDKs leave it to the server: `%s` and `{}` in order, `%(name)s` and
 * `{name}` by name. A placeholder without a parameter stays.
 */
export function formatMessage(template: string, params: unknown): string {
  const values = new Map(
    typeof params === "object" && params !== null ? Object.entries(params) : [],
  );
  let position = 0;
  const text = template.replace(PLACEHOLDER, (placeholder, percent?: string, brace?: string) => {
    const value: unknown = values.get(percent ?? brace ?? String(position++));
    return value === undefined ? placeholder : formatParameter(value);
  });
  return boundText(text, 8_192);
}

function formatParameter(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(boundJson(value));
}
