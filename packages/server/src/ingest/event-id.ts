/** An event's id: 32 lower-case hex digits, whether it came with the dashes of a UUID or without. */
export function parseEventId(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 36) return undefined;
  const digits = value.replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}
