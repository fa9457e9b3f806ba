import { percentEncode, type Parameter } from "./oauth-encoding.ts";

/** What a client signs: the method, the address and every parameter, wherever it was sent. */
export interface SignedContent {
  method: string;
  /** Absolute; its query is ignored, since `parameters` already holds it. */
  url: string;
  parameters: Parameter[];
}

/** Builds the text under an OAuth 1.0 signature (RFC 5849 3.4.1). */
export function signatureBaseString({ method, url, parameters }: SignedContent): string {
  const normalized = parameters
    .filter(([name]) => name !== "oauth_signature")
    .map(([name, value]): Parameter => [percentEncode(name), percentEncode(value)])
    .sort(byNameThenValue)
    .map((pair) => pair.join("="))
    .join("&");
  return [method.toUpperCase(), baseStringUri(url), normalized].map(percentEncode).join("&");
}

/** Scheme and host in lower case, no default port, no query (RFC 5849 3.4.1.2); `URL` does the first two. */
function baseStringUri(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** RFC 5849 sorts by byte; the encoded text is ASCII, so comparing code units is the same. */
function byNameThenValue(a: Parameter, b: Parameter): number {
  return compare(a[0], b[0]) || compare(a[1], b[1]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
