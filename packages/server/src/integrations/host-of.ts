import type { IntegrationMetadata } from "./types.ts";

/** `host[:port][/context]`: two instances may share a host, and one be called by http and https. */
export function hostOf({ baseUrl }: Pick<IntegrationMetadata, "baseUrl">): string {
  return baseUrl.replace(/^https?:\/\//, "");
}
