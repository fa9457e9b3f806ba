/** `429` is told apart from other refusals: it asks for patience, not for a person. */
export function toStatusClass(status: number | undefined): string {
  if (status === undefined) return "none";
  return status === 429 ? "429" : `${Math.floor(status / 100)}xx`;
}
