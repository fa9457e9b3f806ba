import type { IncomingHttpHeaders } from "node:http";

type Headers = Record<string, string | string[]>;

/** Of one connection and not of the message. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/**
 * What is between a caller and us: sessions of ours, what our pages prove themselves with, who is in front of us.
 * `host` is set anew; `expect` was answered when the body began to be read.
 */
const OURS = [
  "host",
  "expect",
  "cookie",
  "origin",
  "referer",
  "x-requested-with",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/** What would have a browser do something with our address that the upstream says of its own. */
const OF_ITS_ORIGIN = ["set-cookie", "strict-transport-security", "clear-site-data", "alt-svc"];

/** What of a caller's headers the upstream gets. */
export function toUpstreamHeaders(headers: IncomingHttpHeaders): Headers {
  return without(headers, OURS);
}

/** What of the upstream's headers the caller gets. */
export function fromUpstreamHeaders(headers: IncomingHttpHeaders): Headers {
  return without(headers, OF_ITS_ORIGIN);
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): Headers {
  const listed = (headers.connection ?? "").toLowerCase();
  const dropped = new Set([...HOP_BY_HOP, ...names, ...listed.split(",").map((one) => one.trim())]);
  const kept: Headers = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !dropped.has(name)) kept[name] = value;
  }
  return kept;
}
