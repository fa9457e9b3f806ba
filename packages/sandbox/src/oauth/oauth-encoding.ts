/** One request parameter, decoded. A list keeps order and repetitions, which a record would lose. */
export type Parameter = [name: string, value: string];

/** Encodes as RFC 5849 3.6 demands: everything but `A-Z a-z 0-9 - . _ ~`, hex digits in upper case. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Joins parameters as a provider's answers have them: spaces are `%20`, never `+`. */
export function formEncode(parameters: Parameter[]): string {
  return parameters
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** Reads a query or a form body (RFC 5849 3.4.1.3.1: `+` is a space, a name alone has the value ""). */
export function parseForm(text: string): Parameter[] {
  return [...new URLSearchParams(text)];
}

/**
 * Reads the parameters of an `Authorization: OAuth …` header; another scheme has none.
 * `realm` is left out because it never takes part in a signature (RFC 5849 3.4.1.3.1).
 * @throws URIError when a value is not percent-encoded UTF-8
 */
export function parseAuthorizationHeader(header = ""): Parameter[] {
  if (!/^OAuth\s/i.test(header)) return [];
  return header
    .slice("OAuth ".length)
    .split(",") // a comma inside a value is percent-encoded
    .map(parsePair)
    .filter(([name]) => name !== "" && name.toLowerCase() !== "realm");
}

function parsePair(text: string): Parameter {
  const [name = "", value = ""] = text.split("=", 2).map((part) => part.trim());
  return [decodeURIComponent(name), decodeURIComponent(value.replace(/^"|"$/g, ""))];
}
