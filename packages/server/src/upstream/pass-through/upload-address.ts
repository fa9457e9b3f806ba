import type { UpstreamAddress } from "../types.ts";

const OPTIONS = /^\/api\/0\/(organizations\/[^/]+\/chunk-upload\/?)$/;

/** Whether the answer to a call tells the caller an address to upload to. */
export function tellsUploadAddress(method: string, path: string): boolean {
  return method === "GET" && OPTIONS.test(path);
}

/**
 * An answer to `GET …/chunk-upload/`, with the address in it below ours: a build behind a firewall reaches us and
 * may not reach the upstream. Written as Sentry itself writes it to sentry-cli from 1.70.1 on, without a host, so
 * that it is the one that the caller has called. An address that is not the upstream's own stays.
 * @param path that was asked
 * @param body JSON; anything else is given back as it is
 */
export function withOwnUploadAddress(
  body: string,
  path: string,
  upstream: UpstreamAddress,
): string {
  const options = parseJson(body);
  const told = options && "url" in options ? options.url : undefined;
  const url = typeof told === "string" ? URL.parse(told) : null;
  const below = OPTIONS.exec(path)?.[1];
  if (!url || below === undefined || !isOf(upstream, url)) return body;
  return JSON.stringify({ ...options, url: OPTIONS.exec(url.pathname)?.[1] ?? below });
}

/** Sentry may tell another of its regions' hosts, all of which are below that of the upstream. */
function isOf({ baseUrl, regionUrl }: UpstreamAddress, url: URL): boolean {
  const origins = [baseUrl, regionUrl ?? baseUrl].map((text) => new URL(text).origin);
  const isSame = origins.includes(url.origin);
  return (
    OPTIONS.test(url.pathname) && (isSame || url.hostname.endsWith(`.${new URL(baseUrl).hostname}`))
  );
}

function parseJson(body: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
