import type { PageName } from "../path-builder.ts";

/** A page that the frame leads to. All take the organization, and nothing else. */
interface NavEntry {
  label: string;
  page: Exclude<PageName, "home" | "login" | "start" | "welcome">;
}

/**
 * What the frame leads to, from top to bottom. The order to keep: Issues, Releases, Repositories,
 * Deliveries, Integrations, Upstream Sentry, Jobs, Settings, Doctor. An entry comes with its page.
 */
export const navEntries: readonly NavEntry[] = [{ label: "Integrations", page: "integrations" }];
