import type { Api } from "./api.ts";

/** An answer is nothing to be shown: a page of ours, which is, says what it may load. */
const NOTHING_TO_SHOW =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const YEAR_S = 365 * 24 * 60 * 60;

/**
 * What has browsers do less, on every answer; what a route has set itself stays. Nothing is kept by
 * caches: answers differ by who asks, and some hold tokens.
 */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return {
    "content-security-policy": NOTHING_TO_SHOW,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    ...(publicUrl.startsWith("https:") && { "strict-transport-security": `max-age=${YEAR_S}` }),
  };
}

export function addSecurityHeaders(app: Api, headers: Record<string, string>): void {
  const entries = Object.entries(headers);
  app.addHook("onSend", (_request, reply, payload, done) => {
    for (const [name, value] of entries) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done(null, payload);
  });
}
