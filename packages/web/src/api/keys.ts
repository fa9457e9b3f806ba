/**
 * The keys under which answers are kept, and the one place where they are written. A key that
 * another begins with is of the same things: `invalidateQueries({ queryKey: keys.organization("acme") })`
 * has all that was asked about acme asked again.
 */
export const keys = {
  setup: ["setup"],
  me: ["me"],
  organizations: ["organizations"],
  organization: (organization: string) => ["organization", organization],
  membership: (organization: string) => ["organization", organization, "membership"],
  projects: (organization: string) => ["organization", organization, "projects"],
  projectKeys: (organization: string, project: string) => [
    "organization",
    organization,
    "project-keys",
    project,
  ],
  providers: (organization: string) => ["organization", organization, "providers"],
  integrations: (organization: string) => ["organization", organization, "integrations"],
} as const;
