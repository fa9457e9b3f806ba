import { percentEncode } from "../oauth/percent-encode.ts";

/** Query parameters; `undefined` leaves one out. */
export type Query = Record<string, string | number | boolean | undefined>;

/**
 * Strictly encoded, because a URL that a parser would still change is not the URL that was signed.
 */
export function withQuery(url: string, query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`);
  return pairs.length === 0 ? url : `${url}?${pairs.join("&")}`;
}
