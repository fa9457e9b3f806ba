/**
 * The address of a Sentry as people copy it, page and all: `https://acme.sentry.io/issues/` → `https://sentry.io`,
 * whose regions and organizations have hosts of their own; a self-hosted one is at the root of its host.
 * @returns undefined for what is no address, or holds a password
 */
export function parseUpstreamUrl(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.hostname.endsWith(".sentry.io") ? "https://sentry.io" : url.origin;
}
