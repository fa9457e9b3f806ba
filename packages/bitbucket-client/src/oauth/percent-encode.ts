/** Percent-encodes everything but RFC 3986's unreserved characters, as RFC 5849, 3.6 demands. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
