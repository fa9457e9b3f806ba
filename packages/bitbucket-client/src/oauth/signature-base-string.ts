import { percentEncode } from "./percent-encode.ts";

export interface SignedRequest {
  method: string;
  /** Absolute, as sent, with its query. */
  url: string;
  /** The `oauth_…` parameters of the header, without `realm` and `oauth_signature`. */
  oauthParameters: Record<string, string>;
  /** A body of type `application/x-www-form-urlencoded`; a JSON body is not signed. */
  formBody?: string;
}

/** The text that an OAuth 1.0 signature is made of: RFC 5849, 3.4.1. */
export function signatureBaseString(request: SignedRequest): string {
  const url = new URL(request.url);
  const parameters = [
    ...url.searchParams,
    ...new URLSearchParams(request.formBody ?? ""),
    ...Object.entries(request.oauthParameters),
  ];
  return [request.method.toUpperCase(), url.origin + url.pathname, normalize(parameters)]
    .map(percentEncode)
    .join("&");
}

/** Encoded first and sorted then, by name and value: RFC 5849, 3.4.1.3.2. */
function normalize(parameters: [string, string][]): string {
  return parameters
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
