import type { OrganizationPageName } from "../path-builder.ts";

/** A page that the frame leads to. */
interface NavEntry {
  label: string;
  page: OrganizationPageName;
}

/**
 * What the frame leads to, from top to bottom. The order to keep: Issues, Releases, Repositories,
 * Deliveries, Integrations, Upstream Sentry, Jobs, Settings, Doctor. An entry comes with its page.
 */
export const navEntries: readonly NavEntry[] = [
  { label: "Issues", page: "issues" },
  { label: "Releases", page: "releases" },
  { label: "Repositories", page: "repositories" },
  { label: "Deliveries", page: "deliveries" },
  { label: "Integrations", page: "integrations" },
  { label: "Upstream Sentry", page: "upstream" },
  { label: "Jobs", page: "jobs" },
  { label: "Settings", page: "settings" },
  { label: "Doctor", page: "doctor" },
];
